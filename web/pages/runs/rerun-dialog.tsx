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
import { useFlashes } from '../../shell/flashes.tsx';
import { projectPath } from '../pipelines/pipeline-api.ts';
import type { RerunPreview, RunDetail } from './run-types.ts';

/** Shows what a rerun replaces before it begins. */
export function RerunDialog(props: {
  readonly run: RunDetail;
  readonly path: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const { run, path, onClose } = props;
  const preview = useApi<RerunPreview>({ path: `${path}/rerun` });
  const rerun = useApiWrite<unknown, void>(
    () => ({ method: 'POST', path: `${path}/rerun` }),
    [`${projectPath(run.projectId)}/runs`],
  );
  const begin = () =>
    rerun
      .mutateAsync()
      .then(() => {
        flashes.succeeded(say('run.rerunStarted'));
        onClose();
      })
      .catch(() => {});
  const rows = Object.values(preview.data?.rows ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    <Modal
      visible
      header={say('run.rerun')}
      closeAriaLabel={say('action.close')}
      onDismiss={onClose}
      footer={
        <DialogActions onCancel={onClose}>
          <Button
            variant="primary"
            disabled={(preview.data?.keptFiles ?? 0) === 0}
            loading={rerun.isPending}
            onClick={() => void begin()}
          >
            {say('run.rerun')}
          </Button>
        </DialogActions>
      }
    >
      <PanelBody query={preview} thing={say('run.rerun')} height={80}>
        {({ keptFiles, goneFiles, days }) => (
          <SpaceBetween size="s">
            <Box>
              {say('run.replaces', {
                rows: formats.count(rows),
                days: days.map(formats.day).join(', ') || '–',
              })}
            </Box>
            <Box>{say('run.reads', { count: keptFiles })}</Box>
            {goneFiles > 0 && <Box color="text-status-warning">{say('run.gone', { count: goneFiles })}</Box>}
            {rerun.isError && <ErrorState error={rerun.error} />}
          </SpaceBetween>
        )}
      </PanelBody>
    </Modal>
  );
}
