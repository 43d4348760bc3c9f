import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { useState } from 'react';
import { useApiWrite } from '../api/use-api.ts';
import { useFormats } from '../i18n/formats.ts';
import { useSay } from '../i18n/language.tsx';
import { useScope } from '../scope/scope.ts';
import { useMay } from '../session/session-context.tsx';
import { useFlashes } from '../shell/flashes.tsx';
import { todayIn } from '../time-range/local-date.ts';
import type { AnnotationBody, SavedAnnotation, ShownAnnotation } from './annotation.ts';
import { AnnotationDialog } from './annotation-dialog.tsx';
import { annotationsPath } from './use-annotations.ts';

/** The notes of a page's charts: read by everybody, written by those who may. */
export function AnnotationList(props: {
  readonly shown: readonly ShownAnnotation[];
  readonly saved: readonly SavedAnnotation[];
  readonly dashboardId: string | null;
  readonly timeZone: string;
}) {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const scope = useScope();
  const mayWrite = useMay('dashboard.write', scope.projectId);
  const [edited, setEdited] = useState<{ readonly id: string | null; readonly body: AnnotationBody } | null>(
    null,
  );
  const path = annotationsPath(scope.appId);
  const { shown, saved, dashboardId } = props;
  const write = useApiWrite<SavedAnnotation, { readonly id: string | null; readonly body: AnnotationBody }>(
    ({ id, body }) => {
      const known = saved.find((one) => one.id === id);
      return known === undefined
        ? { method: 'POST', path, body: { body } }
        : {
            method: 'PUT',
            path: `${path}/${encodeURIComponent(known.id)}`,
            body: { version: known.version, body },
          };
    },
    [path],
  );
  const remove = useApiWrite<unknown, SavedAnnotation>(
    ({ id, version }) => ({
      method: 'DELETE',
      path: `${path}/${encodeURIComponent(id)}`,
      query: { version },
    }),
    [path],
  );
  const restore = useApiWrite<unknown, string>(
    (id) => ({ method: 'POST', path: `${path}/${encodeURIComponent(id)}/undelete`, body: {} }),
    [path],
  );
  const onRemove = (note: ShownAnnotation) => {
    const known = saved.find(({ id }) => id === note.id);
    if (known === undefined) return;
    remove.mutate(known, {
      onSuccess: () =>
        flashes.succeeded(say('annotations.deleted', { label: note.body.label }), {
          text: say('action.undo'),
          onClick: () => restore.mutate(note.id),
        }),
      onError: (error) => flashes.failed(say('annotations.notSaved'), error),
    });
  };
  const empty: AnnotationBody = {
    version: 1,
    label: '',
    note: '',
    start: todayIn(props.timeZone, Date.now()),
    end: null,
    dashboardId: null,
  };
  return (
    <>
      <ExpandableSection
        headerText={say('annotations.title', { count: shown.length })}
        headerActions={
          mayWrite ? (
            <Button variant="inline-link" onClick={() => setEdited({ id: null, body: empty })}>
              {say('annotations.add')}
            </Button>
          ) : undefined
        }
      >
        {shown.length === 0 && <p>{say('annotations.none')}</p>}
        <ul className="ms-notes">
          {shown.map((note) => (
            <li key={note.id}>
              <span className="ms-note-number">{note.number}</span>
              <span className="ms-text">
                {note.body.end === null
                  ? formats.day(note.day)
                  : formats.days(note.day, note.body.end.slice(0, 10))}{' '}
                · <strong>{note.body.label}</strong> {note.body.note} <small>{note.author}</small>
              </span>
              {mayWrite && (
                <>
                  <Button
                    variant="icon"
                    iconName="edit"
                    ariaLabel={`${say('action.edit')}: ${note.body.label}`}
                    onClick={() => setEdited({ id: note.id, body: note.body })}
                  />
                  <Button
                    variant="icon"
                    iconName="remove"
                    ariaLabel={`${say('action.delete')}: ${note.body.label}`}
                    onClick={() => onRemove(note)}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      </ExpandableSection>
      {edited !== null && (
        <AnnotationDialog
          body={edited.body}
          dashboardId={dashboardId}
          isSaving={write.isPending}
          onClose={() => setEdited(null)}
          onSave={(body) =>
            write.mutate(
              { id: edited.id, body },
              {
                onSuccess: () => setEdited(null),
                onError: (error) => flashes.failed(say('annotations.notSaved'), error),
              },
            )
          }
        />
      )}
    </>
  );
}
