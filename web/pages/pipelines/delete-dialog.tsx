import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { projectPath } from './pipeline-api.ts';
import type { PipelineView } from './pipeline-types.ts';
import { TypedDelete, type TypedDeletion } from './typed-delete.tsx';

/** Deletes the pipeline of a project; the project stays. */
export function DeletePipelineDialog(props: {
  readonly pipeline: PipelineView;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const { projectId } = props.pipeline;
  const remove = useApiWrite<PipelineView, TypedDeletion>(
    (body) => ({ method: 'DELETE', path: `${projectPath(projectId)}/pipeline`, query: { wait: true }, body }),
    [projectPath(projectId), '/projects'],
  );
  const effects = (keepData: boolean) => [
    say('delete.effect.collector'),
    say(keepData ? 'delete.effect.dataStays' : 'delete.effect.dataGoes'),
    say('delete.effect.savedStays'),
  ];
  return (
    <TypedDelete
      title={say('pipeline.delete', { project: projectId })}
      id={projectId}
      effects={effects}
      error={remove.error}
      isPending={remove.isPending}
      onClose={props.onClose}
      onDelete={(deletion) =>
        void remove
          .mutateAsync(deletion)
          .then(() => {
            flashes.succeeded(say('pipeline.deleted'));
            props.onClose();
          })
          .catch(() => {})
      }
    />
  );
}
