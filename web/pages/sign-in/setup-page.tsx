import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useApi } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { LoadingState } from '../../panel/panel-states.tsx';
import { addPasskey, isDismissed } from './passkey-browser.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { SetupForm, type SetupLink, type SetupOutcome } from './setup-form.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

/** The page of one-time links: the first administrator, an invitation, a new password. */
export default function SetupPage() {
  const say = useSay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [query] = useSearchParams();
  const token = query.get('token') ?? '';
  const link = useApi<SetupLink>({ path: '/setup', query: { token } }, { staleMs: Number.POSITIVE_INFINITY });
  const [passkeyError, setPasskeyError] = useState<unknown>(null);
  const goTo = (path: string) => {
    client.clear();
    void navigate(path, { replace: true });
  };
  const done = async ({ state }: SetupOutcome, wantsPasskey: boolean) => {
    if (state === 'sign-in') return goTo('/signin');
    try {
      if (wantsPasskey) await addPasskey(say('signIn.thisDevice'));
      goTo('/');
    } catch (error) {
      // The account is there; only the passkey is not.
      if (isDismissed(error)) goTo('/');
      else setPasskeyError(error);
    }
  };
  if (passkeyError !== null) {
    return (
      <SignInFrame title={say('signIn.welcome')}>
        <ProblemAlert error={passkeyError} />
        <Button variant="primary" onClick={() => goTo('/')}>
          {say('signIn.continue')}
        </Button>
      </SignInFrame>
    );
  }
  if (link.data !== undefined) {
    const { kind } = link.data;
    return (
      <SignInFrame
        title={kind === 'reset' ? say('signIn.resetTitle') : say('signIn.welcome')}
        description={say(`signIn.purpose.${kind}`)}
      >
        <SetupForm token={token} link={link.data} onDone={(outcome, wants) => void done(outcome, wants)} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={say('signIn.welcome')}>
      {link.isError ? <SetupProblem error={link.error} onSignIn={() => goTo('/signin')} /> : null}
      {link.isPending ? <LoadingState thing={say('shell.page')} height={200} /> : null}
    </SignInFrame>
  );
}

function SetupProblem({
  error,
  onSignIn,
}: {
  readonly error: { code: string };
  readonly onSignIn: () => void;
}) {
  const say = useSay();
  if (error.code === 'ALREADY_SET_UP') {
    return (
      <Alert type="info" action={<Button onClick={onSignIn}>{say('signIn.signIn')}</Button>}>
        {say('signIn.alreadySetUp')}
      </Alert>
    );
  }
  // A link is a long random text: whatever is wrong with it, it does not work.
  if (error.code === 'LINK_INVALID' || error.code === 'USAGE') {
    return (
      <Alert type="warning" action={<Button onClick={onSignIn}>{say('signIn.signIn')}</Button>}>
        {say('signIn.linkInvalid')}
      </Alert>
    );
  }
  return <ProblemAlert error={error} />;
}
