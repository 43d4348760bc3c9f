import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { canUsePasskeys } from './passkey-browser.ts';
import { PasswordStrength, shortestPassword } from './password-strength.tsx';
import { ProblemAlert } from './problem-alert.tsx';

/** What a one-time link is good for (`GET /api/setup`). */
export interface SetupLink {
  readonly kind: 'first-administrator' | 'invite' | 'reset';
  readonly email: string | null;
  readonly name: string | null;
}

/** How a used link ended: signed in, or on to the sign-in page for the second factor. */
export interface SetupOutcome {
  readonly state: 'signed-in' | 'sign-in';
}

/** The form behind a one-time link: name, e-mail where it is new, and a password. */
export function SetupForm(props: {
  readonly token: string;
  readonly link: SetupLink;
  readonly onDone: (outcome: SetupOutcome, wantsPasskey: boolean) => void;
}) {
  const say = useSay();
  const { link } = props;
  const isNew = link.kind === 'first-administrator';
  const [name, setName] = useState(link.name ?? '');
  const [email, setEmail] = useState(link.email ?? '');
  const [password, setPassword] = useState('');
  const [wantsPasskey, setWantsPasskey] = useState(false);
  const send = useApiWrite<SetupOutcome, object>((body) => ({ path: '/setup', body }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const person = isNew ? { name: name.trim(), email: email.trim() } : { name: name.trim() };
    send.mutate(
      { token: props.token, ...person, password },
      { onSuccess: (outcome) => props.onDone(outcome, wantsPasskey) },
    );
  };
  const isComplete =
    name.trim() !== '' && /^\S+@\S+$/.test(email.trim()) && password.length >= shortestPassword;
  return (
    <form onSubmit={submit}>
      <SpaceBetween size="m">
        <ProblemAlert error={send.error} />
        {link.kind !== 'reset' && (
          <FormField label={say('signIn.name')}>
            <Input
              value={name}
              name="name"
              autoComplete="name"
              autoFocus
              onChange={({ detail }) => setName(detail.value)}
            />
          </FormField>
        )}
        <FormField label={say('signIn.email')} description={isNew ? say('signIn.emailText') : undefined}>
          <Input
            value={email}
            type="email"
            name="email"
            autoComplete="username"
            readOnly={!isNew}
            onChange={({ detail }) => setEmail(detail.value)}
          />
        </FormField>
        <FormField
          label={say('signIn.newPassword')}
          constraintText={say('signIn.passwordRule', { count: shortestPassword })}
        >
          <SpaceBetween size="xxs">
            <Input
              value={password}
              type="password"
              name="new-password"
              autoComplete="new-password"
              onChange={({ detail }) => setPassword(detail.value)}
            />
            <PasswordStrength password={password} />
          </SpaceBetween>
        </FormField>
        {canUsePasskeys() && link.kind !== 'reset' && (
          <Checkbox checked={wantsPasskey} onChange={({ detail }) => setWantsPasskey(detail.checked)}>
            {say('signIn.alsoPasskey')}
          </Checkbox>
        )}
        <Button
          variant="primary"
          formAction="submit"
          fullWidth
          loading={send.isPending}
          disabled={!isComplete}
        >
          {isNew ? say('signIn.createAccount') : say('signIn.setPassword')}
        </Button>
      </SpaceBetween>
    </form>
  );
}
