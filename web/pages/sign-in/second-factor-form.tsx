import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { ProblemAlert } from './problem-alert.tsx';

/** The second step of a sign-in: a code of the authenticator app, or a recovery code. */
export function SecondFactorForm(props: { readonly onSignedIn: () => void; readonly onBack: () => void }) {
  const say = useSay();
  const [code, setCode] = useState('');
  const [isRecovery, setRecovery] = useState(false);
  const verify = useApiWrite<unknown, object>((body) => ({ path: '/auth/second-factor', body }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = isRecovery ? { recoveryCode: code.trim() } : { code: code.replace(/\s/g, '') };
    verify.mutate(body, { onSuccess: props.onSignedIn });
  };
  return (
    <form onSubmit={submit}>
      <SpaceBetween size="m">
        <ProblemAlert error={verify.error} />
        <FormField
          label={isRecovery ? say('signIn.recoveryCode') : say('signIn.code')}
          description={isRecovery ? say('signIn.recoveryCodeText') : say('signIn.codeText')}
        >
          <Input
            value={code}
            onChange={({ detail }) => setCode(detail.value)}
            autoFocus
            autoComplete="one-time-code"
            {...(isRecovery ? {} : { inputMode: 'numeric' as const })}
          />
        </FormField>
        <Button
          variant="primary"
          formAction="submit"
          fullWidth
          loading={verify.isPending}
          disabled={code === ''}
        >
          {say('signIn.continue')}
        </Button>
        <SpaceBetween size="s" direction="horizontal">
          <Button
            variant="inline-link"
            formAction="none"
            onClick={() => {
              setRecovery(!isRecovery);
              setCode('');
            }}
          >
            {isRecovery ? say('signIn.useCode') : say('signIn.useRecoveryCode')}
          </Button>
          <Button variant="inline-link" formAction="none" onClick={props.onBack}>
            {say('action.back')}
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </form>
  );
}
