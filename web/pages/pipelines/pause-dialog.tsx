import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../i18n/language.tsx';

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
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={props.onClose}>{say('action.cancel')}</Button>
            <Button variant="primary" onClick={props.onPause}>
              {say('pipeline.pause')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      {say('pipeline.pause.text')}
    </Modal>
  );
}
