import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { useSay } from '../../i18n/language.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { SignInFrame } from './sign-in-frame.tsx';
import { useSignInMethods } from './sign-in-methods.ts';

/** Only a path of ours is followed. */
function pathOf(to: string | null): string {
  return to?.startsWith('/') && !/^\/[/\\]/.test(to) ? to : '/';
}

const refusals = [
  'too-late',
  'unverified',
  'name-taken',
  'not-invited',
  'token-invalid',
  'provider-refused',
] as const;

/** What a sign-in by the provider came back with: only names of ours are told, whatever a link says. */
function ProviderProblem({ query }: { readonly query: URLSearchParams }) {
  const say = useSay();
  const code = query.get('problem');
  if (code !== 'OIDC_REFUSED' && code !== 'OIDC_UNAVAILABLE') return null;
  const kind = refusals.find((known) => known === query.get('why')) ?? 'provider-refused';
  const text = code === 'OIDC_UNAVAILABLE' ? say('signIn.providerAwayText') : say(`signIn.refused.${kind}`);
  return (
    <div role="alert">
      <Alert type="error" header={say('signIn.refused')}>
        {text} <small>({code})</small>
      </Alert>
    </div>
  );
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
        <ProviderProblem query={query} />
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
