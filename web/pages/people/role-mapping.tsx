import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { ProblemAlert } from '../sign-in/problem-alert.tsx';
import { type RoleName, roleNames } from './people-api.ts';
import { type ProviderForm, toProvider } from './sign-in-settings.ts';

/** Which names of a token give which role, and what a pasted token would give. */
export function RoleMapping(props: {
  readonly form: ProviderForm;
  readonly onChange: (changes: Partial<ProviderForm>) => void;
}) {
  const say = useSay();
  const { form } = props;
  const [token, setToken] = useState('');
  const preview = useApiWrite<{ names: readonly string[]; roles: readonly RoleName[] }, object>((body) => ({
    path: '/settings/sign-in/preview',
    body,
  }));
  const ask = () => {
    const { roleJsonPath, roleNames: names } = toProvider(form) as Record<string, unknown>;
    preview.mutate({ token, roleJsonPath, roleNames: names });
  };
  return (
    <SpaceBetween size="m">
      <FormField label={say('people.roleJsonPath')} description={say('people.roleJsonPathText')}>
        <Input
          value={form.roleJsonPath}
          onChange={({ detail }) => props.onChange({ roleJsonPath: detail.value })}
        />
      </FormField>
      {roleNames.map((role) => (
        <FormField
          key={role}
          label={say('people.namesFor', { role: say(`people.role.${role}`) })}
          description={say('people.namesText')}
        >
          <Input
            value={form.roleNames[role]}
            onChange={({ detail }) =>
              props.onChange({ roleNames: { ...form.roleNames, [role]: detail.value } })
            }
          />
        </FormField>
      ))}
      <FormField label={say('people.pasteToken')} description={say('people.pasteTokenText')} stretch>
        <Textarea
          value={token}
          rows={4}
          spellcheck={false}
          onChange={({ detail }) => setToken(detail.value)}
        />
      </FormField>
      <Button formAction="none" disabled={token.trim() === ''} loading={preview.isPending} onClick={ask}>
        {say('people.previewRoles')}
      </Button>
      <ProblemAlert error={preview.error} />
      {preview.data !== undefined && (
        <Alert type={preview.data.roles.length === 0 ? 'warning' : 'success'}>
          {say('people.preview', {
            names: preview.data.names.join(', ') || say('people.nothing'),
            roles:
              preview.data.roles.map((role) => say(`people.role.${role}`)).join(', ') || say('people.noRole'),
          })}
        </Alert>
      )}
    </SpaceBetween>
  );
}
