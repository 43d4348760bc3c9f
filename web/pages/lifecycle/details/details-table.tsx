import Button from '@cloudscape-design/components/button';
import CollectionPreferences from '@cloudscape-design/components/collection-preferences';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { useEffect, useState } from 'react';
import { useApi } from '../../../api/use-api.ts';
import { saveCsv } from '../../../export/save-tables.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSpeech } from '../../../i18n/language.tsx';
import { PanelBody } from '../../../panel/panel.tsx';
import { useInView } from '../../../panel/use-in-view.ts';
import { usePreference } from '../../../preferences/preferences.ts';
import type { LifecycleQuestion } from '../lifecycle-choices.ts';
import type { Cell } from '../visual-result.ts';
import { JsonValues } from './json-values.tsx';

/** A table of the sheet. */
export type DetailsTableName = 'users' | 'events' | 'parameters';

interface DetailsPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly hasMore: boolean;
}

const pageSize = 100;
const bodyHeight = 160;
/** Columns shown until a person chooses others. */
const usualColumns: Readonly<Record<DetailsTableName, readonly string[]>> = {
  users: [
    'user_pseudo_id',
    'last_active',
    'user_id',
    'user_properties_json_str',
    'first_visit_date',
    'first_traffic_source',
    'first_traffic_channel_group',
  ],
  events: ['time', 'event_name', 'user_pseudo_id', 'platform', 'app_version', 'geo_country', 'event_id'],
  parameters: ['time', 'event_name', 'name', 'value', 'type', 'event_id', 'user_pseudo_id'],
};
const timeColumns = new Set(['time', 'last_active']);

/** One of the linked tables, newest rows first, a page at a time. */
export function DetailsTable(props: {
  readonly table: DetailsTableName;
  readonly question: LifecycleQuestion;
  readonly chosen: { readonly userPseudoId?: string; readonly eventId?: string };
  readonly timeZone: string;
  readonly onChoose: (choice: { readonly user?: string; readonly event?: string }) => void;
}) {
  const speech = useSpeech();
  const formats = useFormats();
  const [ref, isInView] = useInView<HTMLDivElement>();
  const { table, question, chosen, timeZone } = props;
  const [page, setPage] = useState(1);
  const [visible, setVisible] = usePreference<readonly string[]>(
    `table.lifecycle.${table}`,
    usualColumns[table],
  );
  const { projectId, appId, time, platforms, filter } = question;
  const asked = {
    projectId,
    appId,
    time,
    ...(platforms === undefined ? {} : { platforms }),
    ...(filter === undefined ? {} : { filter }),
    ...chosen,
    table,
  };
  const key = JSON.stringify(asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its first page.
  useEffect(() => setPage(1), [key]);
  const query = useApi<DetailsPage>(
    { path: '/studio/dashboard/details', body: { ...asked, limit: pageSize, offset: (page - 1) * pageSize } },
    { enabled: isInView },
  );
  const title = speech.say(`lifecycle.details.${table}`);
  const header = (name: string) =>
    speech.knows(`lifecycle.column.${name}`) ? speech.say(`lifecycle.column.${name}`) : name;
  const shown = (name: string, value: Cell) => {
    if (value === null) return '–';
    if (timeColumns.has(name)) return formats.moment(Date.parse(String(value)), timeZone);
    if (name === 'first_touch_time_msec') return formats.moment(Number(value), timeZone);
    return String(value);
  };
  return (
    <div ref={ref}>
      <Container
        header={
          <Header
            variant="h2"
            description={speech.say(`lifecycle.details.${table}Text`, { zone: timeZone })}
            actions={
              <Button
                iconName="download"
                disabled={query.data === undefined}
                onClick={() => {
                  if (query.data === undefined) return;
                  const { columns, rows } = query.data;
                  saveCsv(title, [
                    {
                      title,
                      notes: [timeZone],
                      columns: columns.map((name) => ({ header: header(name) })),
                      rows,
                    },
                  ]);
                }}
              >
                CSV
              </Button>
            }
          >
            {title}
          </Header>
        }
      >
        {!isInView && <div className="ms-skeleton" style={{ blockSize: bodyHeight }} aria-hidden="true" />}
        {isInView && (
          <PanelBody
            query={query}
            thing={title}
            height={bodyHeight}
            emptyOf={({ rows }) =>
              rows.length === 0 ? { text: speech.say('lifecycle.details.none') } : null
            }
          >
            {({ columns, rows, hasMore }) => {
              const at = (name: string) => columns.indexOf(name);
              const device = at('user_pseudo_id');
              const event = at('event_id');
              return (
                <div className="ms-rows">
                  <Table
                    variant="borderless"
                    items={rows}
                    ariaLabels={{ tableLabel: title }}
                    resizableColumns
                    wrapLines={false}
                    onRowClick={({ detail: { item } }) => {
                      const [user, id] = [item[device], item[event]];
                      if (table === 'users') props.onChoose({ user: String(user) });
                      else props.onChoose({ event: String(id) });
                    }}
                    columnDisplay={columns.map((id) => ({ id, visible: visible.includes(id) }))}
                    columnDefinitions={columns.map((name, index) => ({
                      id: name,
                      header: header(name),
                      minWidth: 90,
                      cell: (row: readonly Cell[]) => {
                        const value = row[index] ?? null;
                        if (name === 'user_properties_json_str')
                          return <JsonValues text={String(value ?? '')} />;
                        return (
                          <span className="ms-cell" title={value === null ? '' : String(value)}>
                            {shown(name, value)}
                          </span>
                        );
                      },
                      isRowHeader: name === (table === 'users' ? 'user_pseudo_id' : 'event_id'),
                    }))}
                    pagination={
                      page > 1 || hasMore ? (
                        <Pagination
                          currentPageIndex={page}
                          pagesCount={page + (hasMore ? 1 : 0)}
                          openEnd={hasMore}
                          onChange={({ detail }) => setPage(detail.currentPageIndex)}
                        />
                      ) : undefined
                    }
                    preferences={
                      <CollectionPreferences
                        title={speech.say('table.preferences')}
                        confirmLabel={speech.say('action.confirm')}
                        cancelLabel={speech.say('action.cancel')}
                        preferences={{ visibleContent: [...visible] }}
                        visibleContentPreference={{
                          title: speech.say('table.columns'),
                          options: [
                            { label: title, options: columns.map((id) => ({ id, label: header(id) })) },
                          ],
                        }}
                        onConfirm={({ detail }) => setVisible(detail.visibleContent ?? visible)}
                      />
                    }
                  />
                </div>
              );
            }}
          </PanelBody>
        )}
      </Container>
    </div>
  );
}
