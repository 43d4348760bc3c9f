import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { ApiError } from '../../api/api-error.ts';
import { useSay } from '../../i18n/language.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import { useSignInMethods } from './sign-in-methods.ts';

/** Only a path of ours is followed. */
function pathOf(to: string | null): string {
  return to?.startsWith('/') && !/^\/[/\\]/.test(to) ? to : '/';
}

/** The problem that a sign-in by the provider came back with; its text is the server's. */
function problemOf(query: URLSearchParams): ApiError | null {
  const code = query.get('problem');
  if (code === null) return null;
  return new ApiError({ code, message: query.get('message') ?? code, status: 0 });
}

/** The sign-in page. */
export default function SignInPage() {
  const say = useSay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [query] = useSearchParams();
  const methods = useSignInMethods();
  const to = pathOf(query.get('to'));
  const goOn = () => {
    // Nothing of whoever was signed in before stays.
    client.clear();
    void navigate(to, { replace: true });
  };
  return (
    <SignInFrame title={say('signIn.title')}>
      <SpaceBetween size="m">
        <ProblemAlert error={problemOf(query)} />
        {methods.data?.isSetUp === false && (
          <Alert type="info" header={say('signIn.notSetUp')}>
            {say('signIn.notSetUpText')}
          </Alert>
        )}
        <SignInForm to={to} onSignedIn={goOn} />
      </SpaceBetween>
    </SignInFrame>
  );
}
