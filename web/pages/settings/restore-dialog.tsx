import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { DialogActions } from '../../panel/dialog-actions.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import type { Backup, BackupContents } from './backup-api.ts';

/** What a backup holds, and the question whether it is to be restored at the next start. */
export function RestoreDialog({
  backup,
  onClose,
}: {
  readonly backup: Backup;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const detail = useApi<Backup & { contents: BackupContents | null }>({
    path: `/backups/${backup.backupId}`,
  });
  const restore = useApiWrite<unknown, void>(
    () => ({ method: 'POST', path: `/backups/${backup.backupId}/restore`, body: {} }),
    ['/backups'],
  );
  const contents = detail.data?.contents ?? null;
  return (
    <Modal
      visible
      header={say('backup.restoreTitle', { time: formats.moment(backup.startedAtMs, 'UTC') })}
      closeAriaLabel={say('action.close')}
      onDismiss={onClose}
      footer={
        <DialogActions onCancel={onClose}>
          <Button
            variant="primary"
            disabled={contents === null}
            loading={restore.isPending}
            onClick={() => restore.mutate(undefined, { onSuccess: onClose })}
          >
            {say('backup.restoreNext')}
          </Button>
        </DialogActions>
      }
    >
      <PanelBody query={detail} thing={say('settings.backup')} height={120}>
        {() => (
          <SpaceBetween size="m">
            {contents === null ? (
              <Alert type="error">{say('backup.gone')}</Alert>
            ) : (
              <>
                <Box>
                  {say('backup.holds', {
                    size: formats.bytes(contents.bytes),
                    version: contents.productVersion,
                  })}
                </Box>
                <ul className="ms-list">
                  {contents.projects.map(({ projectId, name, apps, events }) => (
                    <li key={projectId}>
                      <span className="ms-text">
                        {say('backup.project', {
                          name,
                          apps: apps.join(', ') || '–',
                          events: events === null ? '–' : formats.count(events),
                        })}
                      </span>
                    </li>
                  ))}
                </ul>
                <Alert type="warning">{say('backup.restoreText')}</Alert>
              </>
            )}
            {restore.isError && <ErrorState error={restore.error} height={60} />}
          </SpaceBetween>
        )}
      </PanelBody>
    </Modal>
  );
}
