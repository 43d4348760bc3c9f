import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../sign-in/problem-alert.tsx';
import { RoleMapping } from './role-mapping.tsx';
import { type ProviderForm, type SignInSettings, toForm, toProvider } from './sign-in-settings.ts';

const path = '/settings/sign-in';
const textFields = ['issuer', 'clientId', 'scopes', 'label'] as const;

/** How people sign in: what is built in, and the provider of the organisation. */
export default function SignInSettingsPage() {
  const say = useSay();
  const settings = useApi<SignInSettings>({ path });
  return (
    <Page
      title={say('people.signInSettings')}
      crumbs={[{ text: say('nav.settings'), href: '/settings/general' }]}
      help={say('people.signInSettingsHelp')}
    >
      <Container header={<Header variant="h2">{say('people.builtIn')}</Header>}>
        {say('people.builtInText')}
      </Container>
      <PanelBody query={settings} thing={say('people.signInSettings')} height={300}>
        {(data) => <ProviderSettings settings={data} />}
      </PanelBody>
    </Page>
  );
}

function ProviderSettings({ settings }: { readonly settings: SignInSettings }) {
  const say = useSay();
  const flashes = useFlashes();
  const [form, setForm] = useState<ProviderForm>(() => toForm(settings));
  const change = (changes: Partial<ProviderForm>) => setForm((known) => ({ ...known, ...changes }));
  const save = useApiWrite<SignInSettings, object | null>(
    (oidc) => ({ method: 'PUT', path, body: { oidc } }),
    [path, '/auth-methods'],
  );
  const test = useApiWrite<{ issuer: string; supportsPkce: boolean }, object>((oidc) => ({
    path: `${path}/test`,
    body: { oidc },
  }));
  const store = (oidc: object | null) =>
    save.mutate(oidc, {
      onSuccess: (saved) => {
        setForm(toForm(saved));
        flashes.succeeded(say('people.signInSaved'));
      },
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    store(toProvider(form));
  };
  const hasSecret = settings.oidc?.hasClientSecret === true;
  const isComplete = form.issuer.trim() !== '' && form.clientId.trim() !== '';
  return (
    <form onSubmit={submit}>
      <SpaceBetween size="l">
        <Container
          header={
            <Header variant="h2" description={say('people.providerText')}>
              {say('people.provider')}
            </Header>
          }
        >
          <SpaceBetween size="m">
            <FormField label={say('people.callback')} description={say('people.callbackText')}>
              <CopyToClipboard
                variant="inline"
                copyButtonAriaLabel={say('action.copy')}
                copySuccessText={say('action.copied')}
                copyErrorText={say('people.copyFailed')}
                textToCopy={`${window.location.origin}${settings.callbackPath}`}
              />
            </FormField>
            {textFields.map((field) => (
              <FormField
                key={field}
                label={say(`people.oidc.${field}`)}
                description={say(`people.oidc.${field}Text`)}
              >
                <Input value={form[field]} onChange={({ detail }) => change({ [field]: detail.value })} />
              </FormField>
            ))}
            <FormField
              label={say('people.oidc.clientSecret')}
              description={hasSecret ? say('people.oidc.secretKept') : say('people.oidc.clientSecretText')}
            >
              <Input
                type="password"
                value={form.clientSecret}
                autoComplete="off"
                onChange={({ detail }) => change({ clientSecret: detail.value })}
              />
            </FormField>
            <Checkbox
              checked={form.admitsEverybody}
              description={say('people.oidc.admitsEverybodyText')}
              onChange={({ detail }) => change({ admitsEverybody: detail.checked })}
            >
              {say('people.oidc.admitsEverybody')}
            </Checkbox>
            <Button
              formAction="none"
              loading={test.isPending}
              disabled={!isComplete}
              onClick={() => test.mutate(toProvider(form))}
            >
              {say('people.testProvider')}
            </Button>
            <ProblemAlert error={test.error} />
            {test.data !== undefined && (
              <Alert type="success">{say('people.providerAnswers', { issuer: test.data.issuer })}</Alert>
            )}
          </SpaceBetween>
        </Container>
        <Container
          header={
            <Header variant="h2" description={say('people.mappingText')}>
              {say('people.roleMapping')}
            </Header>
          }
        >
          <RoleMapping form={form} onChange={change} />
        </Container>
        <ProblemAlert error={save.error} />
        <SpaceBetween size="xs" direction="horizontal">
          <Button variant="primary" formAction="submit" loading={save.isPending} disabled={!isComplete}>
            {say('action.save')}
          </Button>
          {settings.oidc !== null && (
            <Button formAction="none" onClick={() => store(null)}>
              {say('people.removeProvider')}
            </Button>
          )}
        </SpaceBetween>
      </SpaceBetween>
    </form>
  );
}
