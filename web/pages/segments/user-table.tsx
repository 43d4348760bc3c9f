import Box from '@cloudscape-design/components/box';
import { useMemo } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { PageLink } from '../../shell/page-link.tsx';
import { type DataColumn, DataTable } from '../../table/data-table.tsx';

type Row = Readonly<Record<string, unknown>>;

/** Columns that are shown first; the others can be switched on. */
const firstColumns = ['user_pseudo_id', 'user_id', 'first_visit_date', 'first_traffic_source', 'geo_country'];

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Users as rows of the user table; an id opens the user. */
export function UserTable(props: {
  readonly rows: readonly Row[];
  readonly title: string;
  readonly variant: 'container' | 'embedded';
}) {
  const say = useSay();
  const scope = useScope();
  const { rows } = props;
  const columns = useMemo<readonly DataColumn<Row>[]>(() => {
    const names = Object.keys(rows[0] ?? {});
    const ordered = [
      ...firstColumns.filter((name) => names.includes(name)),
      ...names.filter((name) => !firstColumns.includes(name)),
    ];
    return ordered.map((name) => ({
      id: name,
      header: name,
      isRowHeader: name === 'user_pseudo_id',
      isHidden: !firstColumns.includes(name),
      value: (row) => textOf(row[name]),
      cell: (row) => {
        const text = textOf(row[name]);
        if (name !== 'user_pseudo_id') return <span className="ms-text">{text}</span>;
        const href = studioPath(scope, `user/${encodeURIComponent(text)}`);
        return <PageLink to={href}>{text}</PageLink>;
      },
    }));
  }, [rows, scope]);
  return (
    <DataTable
      id="segment-users"
      title={props.title}
      rows={rows}
      columns={columns}
      keyOf={(row) => textOf(row.user_pseudo_id)}
      variant={props.variant}
      hasFilter={false}
      headingLevel="h2"
      empty={<Box textAlign="center">{say('segments.noSample')}</Box>}
    />
  );
}
