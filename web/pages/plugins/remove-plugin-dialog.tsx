import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { type PluginVersion, versionPath } from './plugin-api.ts';

/** Removes a version that no pipeline uses. */
export function RemovePluginDialog({
  plugin,
  onClose,
}: {
  readonly plugin: PluginVersion;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const remove = useApiWrite<unknown, void>(
    () => ({ method: 'DELETE', path: versionPath(plugin) }),
    ['/plugins'],
  );
  const { name, version } = plugin;
  return (
    <Modal
      visible
      header={say('plugins.removeTitle', { name, version })}
      closeAriaLabel={say('action.close')}
      onDismiss={onClose}
      footer={
        <DialogActions onCancel={onClose}>
          <Button
            variant="primary"
            loading={remove.isPending}
            onClick={() =>
              remove.mutate(undefined, {
                onSuccess: () => {
                  flashes.succeeded(say('plugins.removed', { name, version }));
                  onClose();
                },
              })
            }
          >
            {say('action.remove')}
          </Button>
        </DialogActions>
      }
    >
      <SpaceBetween size="s">
        <Box>{say('plugins.removeText')}</Box>
        {remove.isError && <ErrorState error={remove.error} height={60} />}
      </SpaceBetween>
    </Modal>
  );
}
