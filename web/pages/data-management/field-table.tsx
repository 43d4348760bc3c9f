import { useMemo } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';
import type { FieldEntity } from './metadata-api.ts';
import { useTextColumns } from './text-columns.tsx';
import type { EntityEdits } from './use-entity-edit.ts';

/** Event parameters or user attributes of the app. */
export function FieldTable(props: {
  readonly kind: 'parameters' | 'attributes';
  readonly fields: readonly FieldEntity[];
  readonly edits: EntityEdits;
  readonly onOpen: (id: string) => void;
}) {
  const say = useSay();
  const { kind, fields } = props;
  const texts = useTextColumns<FieldEntity>(props.edits, props.onOpen);
  const columns = useMemo<readonly DataColumn<FieldEntity>[]>(() => {
    const visibility: DataColumn<FieldEntity> = {
      id: 'visibility',
      header: say('metadata.column.visibility'),
      value: (field) => say(`metadata.visibility.${field.visibility}`),
      cell: (field) => say(`metadata.visibility.${field.visibility}`),
    };
    return [
      ...texts,
      ...(kind === 'parameters' ? [visibility] : []),
      {
        id: 'type',
        header: say('metadata.column.type'),
        value: ({ type }) => say(`metadata.type.${type}`),
        cell: ({ type }) => say(`metadata.type.${type}`),
      },
      {
        id: 'platforms',
        header: say('metadata.column.platforms'),
        value: ({ seen }) => seen?.platforms.join(', ') ?? say('metadata.allPlatforms'),
        cell: ({ seen }) => (
          <span className="ms-text">{seen?.platforms.join(', ') ?? say('metadata.allPlatforms')}</span>
        ),
      },
      {
        id: 'hasData',
        header: say('metadata.column.hasData'),
        isHidden: true,
        value: ({ hasData }) => say(hasData ? 'metadata.yes' : 'metadata.no'),
        cell: ({ hasData }) => say(hasData ? 'metadata.yes' : 'metadata.no'),
      },
    ];
  }, [kind, say, texts]);
  const undescribed = fields.filter(({ description }) => description === '').length;
  return (
    <DataTable
      id={`metadata-${kind}`}
      title={say(`metadata.tab.${kind}`)}
      description={say('metadata.undescribedFields', { count: fields.length, undescribed })}
      rows={fields}
      columns={columns}
      keyOf={({ id }) => id}
    />
  );
}
