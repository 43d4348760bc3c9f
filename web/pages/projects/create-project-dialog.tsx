import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { environments, type ProjectEntry, projectHref } from './project-types.ts';

type Standing = 'free' | 'taken' | 'deleted' | 'invalid';

const settleMs = 300;

/** A text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** One dialog for a new project: name, id, e-mails, environment; the pipeline follows. */
export function CreateProjectDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const navigate = useNavigate();
  const flashes = useFlashes();
  const [name, setName] = useState('');
  const [ownId, setOwnId] = useState<string | null>(null);
  const [description, setDescription] = useState('');
  const [emails, setEmails] = useState('');
  const [environment, setEnvironment] = useState<(typeof environments)[number]>('Prod');
  const settledName = useSettled(name);
  const proposal = useApi<{ readonly id: string }>(
    settledName.trim() === '' ? null : { path: '/project-ids', query: { name: settledName } },
    { staleMs: Infinity },
  );
  const id = ownId ?? (name.trim() === '' ? '' : (proposal.data?.id ?? ''));
  const askedId = useSettled(ownId ?? '');
  const standing = useApi<{ readonly standing: Standing }>(
    askedId === '' ? null : { path: `/project-ids/${encodeURIComponent(askedId)}` },
  );
  const state = ownId === null ? 'free' : (standing.data?.standing ?? 'free');
  const create = useApiWrite<ProjectEntry, void>(
    () => ({
      path: '/projects',
      body: { id, name, description, emails, environment, adopt: state === 'deleted' },
    }),
    ['/projects', '/apps'],
  );
  const isReady = name.trim() !== '' && id !== '' && state !== 'taken' && state !== 'invalid';
  const submit = () =>
    void create
      .mutateAsync()
      .then((project) => {
        flashes.succeeded(say('project.createdNow', { name: project.name }));
        void navigate(projectHref(project.id));
      })
      .catch(() => {});
  return (
    <Modal
      visible
      header={say('project.create')}
      closeAriaLabel={say('action.close')}
      onDismiss={onClose}
      footer={
        <DialogActions onCancel={onClose}>
          <Button variant="primary" disabled={!isReady} loading={create.isPending} onClick={submit}>
            {say('project.create')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <FormField label={say('project.name')} stretch>
          <Input autoFocus value={name} onChange={({ detail }) => setName(detail.value)} />
        </FormField>
        <FormField
          label={say('project.id')}
          description={say('project.id.text')}
          stretch
          errorText={state === 'taken' || state === 'invalid' ? say(`project.id.${state}`) : undefined}
          warningText={state === 'deleted' ? say('project.id.deleted') : undefined}
        >
          <Input value={id} spellcheck={false} onChange={({ detail }) => setOwnId(detail.value)} />
        </FormField>
        <FormField label={say('project.description')} stretch>
          <Textarea rows={2} value={description} onChange={({ detail }) => setDescription(detail.value)} />
        </FormField>
        <FormField label={say('project.emails')} description={say('project.emails.text')} stretch>
          <Input value={emails} onChange={({ detail }) => setEmails(detail.value)} />
        </FormField>
        <FormField label={say('project.environment')} description={say('project.environment.text')}>
          <SegmentedControl
            label={say('project.environment')}
            selectedId={environment}
            options={environments.map((one) => ({ id: one, text: say(`project.environment.${one}`) }))}
            onChange={({ detail }) =>
              setEnvironment(environments.find((one) => one === detail.selectedId) ?? 'Prod')
            }
          />
        </FormField>
        {create.isError && <ErrorState title={say('project.notCreated')} error={create.error} />}
      </SpaceBetween>
    </Modal>
  );
}
