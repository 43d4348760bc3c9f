import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { callApi } from '../../api/call-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { SignInFrame } from './sign-in-frame.tsx';

async function signOut(): Promise<void> {
  await callApi({ method: 'POST', path: '/auth/sign-out', body: {} }).catch(() => undefined);
  window.location.assign('/signin');
}

/** All that a person without a role sees. */
export function NoRolePage({ email }: { readonly email: string }) {
  const say = useSay();
  return (
    <SignInFrame title={say('shell.noAccess')}>
      <SpaceBetween size="m">
        <Box>{say('signIn.noRole', { email })}</Box>
        <SpaceBetween size="s" direction="horizontal">
          <Button variant="primary" onClick={() => window.location.reload()}>
            {say('signIn.lookAgain')}
          </Button>
          <Button onClick={() => void signOut()}>{say('shell.signOut')}</Button>
        </SpaceBetween>
      </SpaceBetween>
    </SignInFrame>
  );
}
