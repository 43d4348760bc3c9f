import { useApiWrite } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { projectPath } from '../pipelines/pipeline-api.ts';
import { TypedDelete, type TypedDeletion } from '../pipelines/typed-delete.tsx';
import type { ProjectEntry } from './project-types.ts';

/** Deletes a project with its pipeline and apps; its data is kept or removed. */
export function DeleteProjectDialog(props: {
  readonly project: ProjectEntry;
  readonly onClose: (isGone: boolean) => void;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const { id, appIds, name } = props.project;
  const remove = useApiWrite<unknown, TypedDeletion>(
    (body) => ({ method: 'DELETE', path: projectPath(id), body }),
    ['/projects', '/apps'],
  );
  const effects = (keepData: boolean) => [
    say('delete.effect.collector'),
    say('delete.effect.apps', { count: appIds.length, apps: appIds.join(', ') }),
    say(keepData ? 'delete.effect.projectStays' : 'delete.effect.projectGoes'),
  ];
  return (
    <TypedDelete
      title={say('project.delete', { name })}
      id={id}
      effects={effects}
      error={remove.error}
      isPending={remove.isPending}
      onClose={() => props.onClose(false)}
      onDelete={(deletion) =>
        void remove
          .mutateAsync(deletion)
          .then(() => {
            flashes.succeeded(say('project.deleted', { name }));
            props.onClose(true);
          })
          .catch(() => {})
      }
    />
  );
}
