import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { useProjects } from '../../scope/scope.ts';
import { useSession } from '../../session/session-context.tsx';
import { ProblemAlert } from '../sign-in/problem-alert.tsx';

const dayMs = 86_400_000;
const lifeDays = [7, 30, 90, 365] as const;

/** Makes an API key: a name, what it may do, where, and until when. Its secret is shown once. */
export function NewKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const me = useSession();
  const projects = useProjects().data?.items ?? [];
  const [name, setName] = useState('');
  const [permissions, setPermissions] = useState<readonly string[]>([]);
  const [projectIds, setProjectIds] = useState<readonly string[]>([]);
  const [days, setDays] = useState<number | null>(90);
  const make = useApiWrite<{ secret: string }, object>((body) => ({ path: '/me/keys', body }), ['/me/keys']);
  const held = [...new Set([...me.permissions.all, ...Object.values(me.permissions.byProject).flat()])];
  const permissionOptions = held.map((value) => ({
    value,
    label: say(`permission.${value}`),
    tags: [value],
  }));
  const projectOptions = projects.map((project) => ({ value: project.id, label: project.name }));
  const lifeOptions = [
    ...lifeDays.map((count) => ({ value: String(count), label: say('people.days', { count }) })),
    { value: '', label: say('people.noExpiry') },
  ];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({
      name: name.trim(),
      permissions,
      projectIds: projectIds.length === 0 ? null : projectIds,
      expiresAtMs: days === null ? null : Date.now() + days * dayMs,
    });
  };
  const frame = { visible: true, header: say('people.newKey'), closeAriaLabel: say('action.close') };
  if (make.data !== undefined) {
    return (
      <Modal
        {...frame}
        onDismiss={onClose}
        footer={
          <Box float="right">
            <Button variant="primary" onClick={onClose}>
              {say('people.keyKept')}
            </Button>
          </Box>
        }
      >
        <Alert type="success" header={say('people.keyMade')}>
          <p className="ms-mono">{make.data.secret}</p>
          <CopyToClipboard
            variant="button"
            copyButtonText={say('action.copy')}
            copySuccessText={say('action.copied')}
            copyErrorText={say('people.copyFailed')}
            textToCopy={make.data.secret}
          />
          <p>{say('people.keyUse')}</p>
        </Alert>
      </Modal>
    );
  }
  return (
    <Modal
      {...frame}
      onDismiss={onClose}
      footer={
        <DialogActions onCancel={onClose} cancelVariant="link">
          <Button
            variant="primary"
            form="new-key"
            formAction="submit"
            loading={make.isPending}
            disabled={name.trim() === '' || permissions.length === 0}
          >
            {say('people.makeKey')}
          </Button>
        </DialogActions>
      }
    >
      <form id="new-key" onSubmit={submit}>
        <SpaceBetween size="m">
          <ProblemAlert error={make.error} />
          <FormField label={say('people.keyName')} description={say('people.keyNameText')}>
            <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
          </FormField>
          <FormField label={say('people.scopes')} description={say('people.scopesText')}>
            <Multiselect
              selectedOptions={permissionOptions.filter(({ value }) => permissions.includes(value))}
              options={permissionOptions}
              filteringType="auto"
              placeholder={say('people.chooseScopes')}
              expandToViewport
              onChange={({ detail }) => setPermissions(detail.selectedOptions.map(({ value = '' }) => value))}
            />
          </FormField>
          <FormField label={say('people.projects')} description={say('people.keyProjectsText')}>
            <Multiselect
              selectedOptions={projectOptions.filter(({ value }) => projectIds.includes(value))}
              options={projectOptions}
              filteringType="auto"
              placeholder={say('people.allProjects')}
              expandToViewport
              onChange={({ detail }) => setProjectIds(detail.selectedOptions.map(({ value = '' }) => value))}
            />
          </FormField>
          <FormField label={say('people.expires')}>
            <Select
              selectedOption={lifeOptions.find(({ value }) => value === String(days ?? '')) ?? null}
              options={lifeOptions}
              expandToViewport
              onChange={({ detail: { selectedOption } }) =>
                setDays(selectedOption.value ? Number(selectedOption.value) : null)
              }
            />
          </FormField>
        </SpaceBetween>
      </form>
    </Modal>
  );
}
