import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMemo } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { useScope } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import type { DataColumn } from '../../table/data-table.tsx';
import { EditableText } from './editable-text.tsx';
import type { EventEntity, FieldEntity } from './metadata-api.ts';
import type { EntityEdits } from './use-entity-edit.ts';

type Entity = EventEntity | FieldEntity;

function isField(row: Entity): row is FieldEntity {
  return 'otherTypes' in row;
}

const displayNameLimit = 255;
const descriptionLimit = 1024;

/** Columns that events and fields share: name, display name, description, source. */
export function useTextColumns<Row extends Entity>(
  edits: EntityEdits,
  onOpen: (id: string) => void,
): readonly DataColumn<Row>[] {
  const say = useSay();
  const { projectId } = useScope();
  const mayWrite = useMay('metadata.write', projectId);
  return useMemo(
    () => [
      {
        id: 'name',
        header: say('metadata.column.name'),
        width: 200,
        isRowHeader: true,
        value: ({ name }) => name,
        cell: (row) => {
          const { id, name, isHidden } = row;
          const others: FieldEntity['otherTypes'] = isField(row) ? row.otherTypes : [];
          return (
            <>
              <Link
                href={`?sel=${encodeURIComponent(id)}`}
                onFollow={(event) => {
                  event.preventDefault();
                  onOpen(id);
                }}
              >
                <span className="ms-text">{name}</span>
              </Link>
              {isHidden && <StatusIndicator type="info">{say('metadata.hidden')}</StatusIndicator>}
              {others.length > 0 && <StatusIndicator type="warning">{say('metadata.clash')}</StatusIndicator>}
            </>
          );
        },
      },
      {
        id: 'displayName',
        header: say('metadata.column.displayName'),
        width: 200,
        value: ({ displayName }) => displayName,
        cell: ({ id, name, displayName }) => {
          const pending = edits.pendingText(id, 'displayNames');
          return (
            <EditableText
              value={pending === undefined ? displayName : pending || name}
              label={`${say('metadata.column.displayName')}: ${name}`}
              limit={displayNameLimit}
              disabled={!mayWrite}
              onSave={(value) => void edits.write({ id, name }, 'displayNames', value)}
            />
          );
        },
      },
      {
        id: 'description',
        header: say('metadata.column.description'),
        width: 260,
        value: ({ description }) => description,
        cell: ({ id, name, description }) => (
          <EditableText
            value={edits.pendingText(id, 'descriptions') ?? description}
            label={`${say('metadata.column.description')}: ${name}`}
            limit={descriptionLimit}
            placeholder={say('metadata.noDescription')}
            disabled={!mayWrite}
            onSave={(value) => void edits.write({ id, name }, 'descriptions', value)}
          />
        ),
      },
      {
        id: 'source',
        header: say('metadata.column.source'),
        width: 100,
        value: ({ source }) => say(`metadata.source.${source}`),
        cell: ({ source }) => say(`metadata.source.${source}`),
      },
    ],
    [edits, mayWrite, onOpen, say],
  );
}
