import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { connection } from '../../api/connection.ts';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { OtherWays } from './other-ways.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';
import { useSignInMethods } from './sign-in-methods.ts';

/** Signs a person in by any way there is; stands on the sign-in page and in the dialog over a page. */
export function SignInForm(props: {
  readonly to: string;
  /** Filled in already: the person whose session ended. */
  readonly email?: string;
  readonly onSignedIn: () => void;
}) {
  const say = useSay();
  const methods = useSignInMethods();
  const [email, setEmail] = useState(props.email ?? '');
  const [password, setPassword] = useState('');
  const [isSecondStep, setSecondStep] = useState(false);
  const signIn = useApiWrite<{ state: 'signed-in' | 'second-factor' }, object>((body) => ({
    path: '/auth/sign-in',
    body,
  }));
  const done = () => {
    connection.signedIn();
    props.onSignedIn();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(
      { email: email.trim(), password },
      { onSuccess: ({ state }) => (state === 'second-factor' ? setSecondStep(true) : done()) },
    );
  };
  if (isSecondStep) return <SecondFactorForm onSignedIn={done} onBack={() => setSecondStep(false)} />;
  return (
    <SpaceBetween size="l">
      <form onSubmit={submit}>
        <SpaceBetween size="m">
          <ProblemAlert error={signIn.error} />
          <FormField label={say('signIn.email')}>
            <Input
              value={email}
              type="email"
              name="email"
              autoComplete="username"
              autoFocus={email === ''}
              onChange={({ detail }) => setEmail(detail.value)}
            />
          </FormField>
          <FormField label={say('signIn.password')}>
            <Input
              value={password}
              type="password"
              name="password"
              autoComplete="current-password"
              autoFocus={email !== '' && password === ''}
              onChange={({ detail }) => setPassword(detail.value)}
            />
          </FormField>
          <Button
            variant="primary"
            formAction="submit"
            fullWidth
            loading={signIn.isPending}
            disabled={email.trim() === '' || password === ''}
          >
            {say('signIn.signIn')}
          </Button>
        </SpaceBetween>
      </form>
      <OtherWays methods={methods.data} to={props.to} onSignedIn={done} />
    </SpaceBetween>
  );
}
