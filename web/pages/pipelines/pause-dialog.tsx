import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';

/** Asks before processing stops. */
export function PauseDialog(props: { readonly onPause: () => void; readonly onClose: () => void }) {
  const say = useSay();
  return (
    <Modal
      visible
      header={say('pipeline.pause.title')}
      closeAriaLabel={say('action.close')}
      onDismiss={props.onClose}
      footer={
        <DialogActions onCancel={props.onClose}>
          <Button variant="primary" onClick={props.onPause}>
            {say('pipeline.pause')}
          </Button>
        </DialogActions>
      }
    >
      {say('pipeline.pause.text')}
    </Modal>
  );
}
