import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { type Discard, type QuarantineGroup, quarantinePath } from './quarantine-api.ts';

/** Puts groups aside, with a reason; for 30 days it can be undone. */
export function DiscardDialog(props: {
  readonly projectId: string;
  readonly groups: readonly QuarantineGroup[];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const [reason, setReason] = useState('');
  const path = quarantinePath(props.projectId);
  const discard = useApiWrite<readonly Discard[], object>(
    (body) => ({ path: `${path}/discards`, body }),
    [path],
  );
  const count = props.groups.reduce((sum, group) => sum + group.count, 0);
  const submit = () =>
    discard.mutate(
      { groups: props.groups.map(({ groupId }) => groupId), reason },
      {
        onSuccess: () => {
          flashes.succeeded(say('quarantine.discarded', { count }));
          props.onClose();
        },
      },
    );
  return (
    <Modal
      visible
      header={say('quarantine.discardTitle', { count })}
      closeAriaLabel={say('action.close')}
      onDismiss={props.onClose}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button
            variant="primary"
            loading={discard.isPending}
            disabled={reason.trim() === ''}
            disabledReason={say('quarantine.reasonNeeded')}
            onClick={submit}
          >
            {say('quarantine.discard')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="m">
        <Box>{say('quarantine.discardText')}</Box>
        <FormField label={say('quarantine.reason')}>
          <Textarea value={reason} rows={3} onChange={({ detail }) => setReason(detail.value)} />
        </FormField>
        {discard.isError && <ErrorState error={discard.error} height={60} />}
      </SpaceBetween>
    </Modal>
  );
}
