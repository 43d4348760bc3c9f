import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { apiUrl } from '../../api/call-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { canUsePasskeys, isDismissed, signInByPasskey } from './passkey-browser.ts';
import { ProblemAlert } from './problem-alert.tsx';
import type { SignInMethods } from './sign-in-methods.ts';

/** Ways to sign in besides the password: passkey, and the organisation's provider. */
export function OtherWays(props: {
  readonly methods: SignInMethods | undefined;
  /** Where to go after a sign-in by the provider, which leaves the page. */
  readonly to: string;
  readonly onSignedIn: () => void;
}) {
  const say = useSay();
  const [error, setError] = useState<unknown>(null);
  const [isWaiting, setWaiting] = useState(false);
  const { methods } = props;
  const byPasskey = async () => {
    setError(null);
    setWaiting(true);
    try {
      await signInByPasskey();
      props.onSignedIn();
    } catch (problem) {
      if (!isDismissed(problem)) setError(problem);
    } finally {
      setWaiting(false);
    }
  };
  if (methods === undefined) return null;
  const { oidc } = methods;
  return (
    <SpaceBetween size="s">
      <ProblemAlert error={error} />
      {oidc !== null && !oidc.isAvailable && (
        <Alert type="warning" header={say('signIn.providerAway', { provider: oidc.label })}>
          {say('signIn.providerAwayText')} <small>{oidc.problem}</small>
        </Alert>
      )}
      {oidc !== null && (
        <Button
          fullWidth
          disabled={!oidc.isAvailable}
          onClick={() =>
            window.location.assign(apiUrl({ path: '/auth/oidc/start', query: { to: props.to } }))
          }
        >
          {oidc.label}
        </Button>
      )}
      {methods.passkey && canUsePasskeys() && (
        <Button fullWidth iconName="key" loading={isWaiting} onClick={() => void byPasskey()}>
          {say('signIn.passkey')}
        </Button>
      )}
    </SpaceBetween>
  );
}
