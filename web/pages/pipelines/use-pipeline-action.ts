import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { projectPath } from './pipeline-api.ts';
import type { PipelineView } from './pipeline-types.ts';

/** Actions that need no more than a word. */
export type PlainAction = 'pause' | 'resume' | 'retry';

/** Asks the pipeline to pause, go on or try once more, and tells the outcome. */
export function usePipelineAction(projectId: string) {
  const say = useSay();
  const flashes = useFlashes();
  const write = useApiWrite<PipelineView, PlainAction>(
    (action) => ({ method: 'POST', path: `${projectPath(projectId)}/pipeline/${action}` }),
    [projectPath(projectId), '/projects'],
  );
  return {
    isPending: write.isPending,
    run(action: PlainAction) {
      write
        .mutateAsync(action)
        .then(() => flashes.succeeded(say(`pipeline.${action}.done`)))
        .catch((error: unknown) => flashes.failed(say(`pipeline.${action}.failed`), error));
    },
  };
}
