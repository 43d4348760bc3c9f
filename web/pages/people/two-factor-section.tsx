import '../sign-in/sign-in.css';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { type FormEvent, useState } from 'react';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { ProblemAlert } from '../sign-in/problem-alert.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

/** What an authenticator app needs, and the codes for when it is lost. */
interface Begun {
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
}

/** Sets a second factor up, shows new recovery codes, or removes it. */
export function TwoFactorSection() {
  const say = useSay();
  const flashes = useFlashes();
  const state = useApi<{ isOn: boolean }>({ path: '/me/two-factor' });
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<readonly string[]>([]);
  const paths = ['/me/two-factor', '/users'];
  const begin = useApiWrite<Begun, object>((body) => ({ path: '/me/two-factor', body }));
  const confirm = useApiWrite<unknown, object>((body) => ({ path: '/me/two-factor/confirm', body }), paths);
  const remove = useApiWrite<unknown, object>((body) => ({ path: '/me/two-factor/remove', body }), paths);
  const renew = useApiWrite<{ recoveryCodes: readonly string[] }, object>((body) => ({
    path: '/me/two-factor/recovery-codes',
    body,
  }));
  const isOn = state.data?.isOn === true;
  const error = confirm.error ?? begin.error ?? remove.error ?? renew.error;
  const onBegin = (event: FormEvent) => {
    event.preventDefault();
    if (!isOn) begin.mutate({ password }, { onSuccess: (answer) => setBegun(answer) });
  };
  const onConfirm = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate(
      { code: code.replace(/\s/g, '') },
      {
        onSuccess: () => {
          setCodes(begun?.recoveryCodes ?? []);
          setBegun(null);
          setPassword('');
          setCode('');
          flashes.succeeded(say('people.factorOn'));
        },
      },
    );
  };
  const onRemove = () =>
    remove.mutate(
      { password },
      {
        onSuccess: () => {
          setPassword('');
          setCodes([]);
          flashes.succeeded(say('people.factorOff'));
        },
      },
    );
  const onRenew = () =>
    renew.mutate(
      { password },
      {
        onSuccess: ({ recoveryCodes }) => {
          setPassword('');
          setCodes(recoveryCodes);
        },
      },
    );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={say('people.factorText')}
          actions={
            <StatusIndicator type={isOn ? 'success' : 'stopped'}>
              {isOn ? say('people.isOn') : say('people.isOff')}
            </StatusIndicator>
          }
        >
          {say('people.secondFactor')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ProblemAlert error={error} />
        {codes.length > 0 && <RecoveryCodes codes={codes} />}
        {begun === null ? (
          <form onSubmit={onBegin}>
            <SpaceBetween size="m">
              <FormField label={say('people.presentPassword')}>
                <Input
                  type="password"
                  value={password}
                  autoComplete="current-password"
                  onChange={({ detail }) => setPassword(detail.value)}
                />
              </FormField>
              {isOn ? (
                <SpaceBetween size="xs" direction="horizontal">
                  <Button formAction="none" disabled={password === ''} onClick={onRenew}>
                    {say('people.newCodes')}
                  </Button>
                  <Button formAction="none" disabled={password === ''} onClick={onRemove}>
                    {say('people.factorRemove')}
                  </Button>
                </SpaceBetween>
              ) : (
                <Button formAction="submit" loading={begin.isPending} disabled={password === ''}>
                  {say('people.factorBegin')}
                </Button>
              )}
            </SpaceBetween>
          </form>
        ) : (
          <form onSubmit={onConfirm}>
            <SpaceBetween size="m">
              <Box>{say('people.factorScan')}</Box>
              <QrCode text={begun.uri} label={say('people.qr')} />
              <Box variant="small">
                {say('people.factorKey')}{' '}
                <span className="ms-mono">{new URL(begun.uri).searchParams.get('secret')}</span>
              </Box>
              <FormField label={say('signIn.code')} description={say('signIn.codeText')}>
                <Input
                  value={code}
                  autoFocus
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  onChange={({ detail }) => setCode(detail.value)}
                />
              </FormField>
              <SpaceBetween size="xs" direction="horizontal">
                <Button
                  variant="primary"
                  formAction="submit"
                  loading={confirm.isPending}
                  disabled={code === ''}
                >
                  {say('people.factorConfirm')}
                </Button>
                <Button formAction="none" variant="link" onClick={() => setBegun(null)}>
                  {say('action.cancel')}
                </Button>
              </SpaceBetween>
            </SpaceBetween>
          </form>
        )}
      </SpaceBetween>
    </Container>
  );
}
