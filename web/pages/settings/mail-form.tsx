import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { useFlashes } from '../../shell/flashes.tsx';

interface MailSettings {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly from: string;
}

const path = '/settings/mail';
const texts = ['host', 'from', 'user', 'password'] as const;

/** The mail server of the installation. */
export function MailForm() {
  const say = useSay();
  const flashes = useFlashes();
  const stored = useApi<MailSettings>({ path });
  const [form, setForm] = useState<MailSettings | null>(null);
  const [port, setPort] = useState('587');
  const { data } = stored;
  useEffect(() => {
    if (data === undefined) return;
    setForm(data);
    setPort(String(data.port));
  }, [data]);
  const save = useApiWrite<MailSettings, object>((body) => ({ method: 'PUT', path, body }), [path]);
  if (form === null) return null;
  const number = Number(port);
  const isPort = Number.isInteger(number) && number >= 1 && number <= 65_535;
  const submit = () =>
    save.mutate({ ...form, port: number }, { onSuccess: () => flashes.succeeded(say('mail.saved')) });
  return (
    <Container
      header={
        <Header variant="h2" description={say('mail.text')}>
          {say('mail.title')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ColumnLayout columns={3}>
          {texts.map((name) => (
            <FormField key={name} label={say(`mail.${name}`)}>
              <Input
                type={name === 'password' ? 'password' : 'text'}
                value={form[name]}
                onChange={({ detail }) => setForm({ ...form, [name]: detail.value })}
              />
            </FormField>
          ))}
          <FormField label={say('mail.port')} errorText={isPort ? '' : say('mail.portWrong')}>
            <Input type="number" value={port} onChange={({ detail }) => setPort(detail.value)} />
          </FormField>
          <FormField label={say('mail.encryption')}>
            <Checkbox
              checked={form.secure}
              onChange={({ detail }) => setForm({ ...form, secure: detail.checked })}
            >
              {say('mail.secure')}
            </Checkbox>
          </FormField>
        </ColumnLayout>
        {save.isError && <ErrorState error={save.error} title={say('mail.notSaved')} height={60} />}
        <Button disabled={!isPort} loading={save.isPending} onClick={submit}>
          {say('action.save')}
        </Button>
      </SpaceBetween>
    </Container>
  );
}
