import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { useSession } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { PasswordStrength, shortestPassword } from '../sign-in/password-strength.tsx';
import { ProblemAlert } from '../sign-in/problem-alert.tsx';

/** Changes the password; other sessions end with it. */
export function PasswordSection() {
  const say = useSay();
  const flashes = useFlashes();
  const { person } = useSession();
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const change = useApiWrite<unknown, { password: string; newPassword: string }>(
    (body) => ({ path: '/me/password', body }),
    ['/me/sessions'],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { password, newPassword },
      {
        onSuccess: () => {
          setPassword('');
          setNewPassword('');
          flashes.succeeded(say('people.passwordChanged'));
        },
      },
    );
  };
  return (
    <Container
      header={
        <Header variant="h2" description={say('people.passwordText')}>
          {say('signIn.password')}
        </Header>
      }
    >
      <form onSubmit={submit}>
        <input type="hidden" autoComplete="username" value={person.email} readOnly />
        <SpaceBetween size="m">
          <ProblemAlert error={change.error} />
          <FormField label={say('people.presentPassword')}>
            <Input
              type="password"
              value={password}
              autoComplete="current-password"
              onChange={({ detail }) => setPassword(detail.value)}
            />
          </FormField>
          <FormField
            label={say('people.newPassword')}
            constraintText={say('signIn.passwordRule', { count: shortestPassword })}
          >
            <SpaceBetween size="xxs">
              <Input
                type="password"
                value={newPassword}
                autoComplete="new-password"
                onChange={({ detail }) => setNewPassword(detail.value)}
              />
              <PasswordStrength password={newPassword} />
            </SpaceBetween>
          </FormField>
          <Button
            formAction="submit"
            loading={change.isPending}
            disabled={password === '' || newPassword.length < shortestPassword}
          >
            {say('people.changePassword')}
          </Button>
        </SpaceBetween>
      </form>
    </Container>
  );
}
