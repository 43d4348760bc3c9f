import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useApiWrite } from '../../../api/use-api.ts';
import { useSay } from '../../../i18n/language.tsx';
import { DialogActions } from '../../../panel/dialog-actions.tsx';
import { ErrorState } from '../../../panel/panel-states.tsx';
import { useScope } from '../../../scope/scope.ts';
import { useFlashes } from '../../../shell/flashes.tsx';
import { explorationsPath, type SavedExploration } from './saved-api.ts';

/** Saves an exploration under a title. */
export function SaveDialog(props: {
  readonly title: string;
  readonly spec: unknown;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const { appId } = useScope();
  const [title, setTitle] = useState(props.title);
  const [description, setDescription] = useState('');
  const path = explorationsPath(appId);
  const write = useApiWrite<SavedExploration, undefined>(
    () => ({ path, body: { body: { version: 1, title: title.trim(), description, spec: props.spec } } }),
    [path],
  );
  const save = () =>
    write.mutate(undefined, {
      onSuccess: ({ id }) => {
        flashes.succeeded(say('explore.savedAs', { title: title.trim() }));
        props.onSaved(id);
      },
    });
  return (
    <Modal
      visible
      header={say('explore.saveAsNew')}
      onDismiss={props.onClose}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button variant="primary" loading={write.isPending} disabled={title.trim() === ''} onClick={save}>
            {say('action.save')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <FormField label={say('explore.title')}>
          <Input value={title} onChange={({ detail }) => setTitle(detail.value.slice(0, 255))} />
        </FormField>
        <FormField label={say('explore.description')}>
          <Textarea
            value={description}
            onChange={({ detail }) => setDescription(detail.value.slice(0, 1024))}
          />
        </FormField>
        {write.error !== null && <ErrorState error={write.error} title={say('explore.notSaved')} />}
      </SpaceBetween>
    </Modal>
  );
}
