import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { callApi } from '../../api/call-api.ts';
import { useApi } from '../../api/use-api.ts';
import { saveCsv } from '../../export/save-tables.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { studioPath } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { SplitPanelContent } from '../../shell/side-panels.tsx';
import type { LifecycleQuestion } from './lifecycle-choices.ts';
import type { VisualCell, VisualMark } from './visual-mark.ts';

/** Rows behind a number, as the server lists them. */
interface DrillList {
  readonly unit: 'user' | 'event';
  readonly total: number;
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

const pageSize = 50;
const mostRows = 10_000;
const columnsOf = {
  user: ['user_key', 'first_ms', 'last_ms', 'events'],
  event: ['event_name', 'event_ms', 'event_id', 'user_key', 'user_pseudo_id'],
} as const;

/** The users or events behind a number: exactly as many as it says. */
export function LifecycleDrill(props: {
  readonly question: LifecycleQuestion;
  readonly visualId: string;
  readonly cell: VisualCell;
  readonly mark: Pick<VisualMark, 'place' | 'text'>;
  readonly timeZone: string;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const flashes = useFlashes();
  const [page, setPage] = useState(1);
  const { question, visualId, cell, mark, timeZone } = props;
  const call = (limit: number, offset: number) => ({
    path: '/studio/dashboard/drill',
    body: { ...question, visual: visualId, cell, limit, offset },
  });
  const query = useApi<DrillList>(call(pageSize, (page - 1) * pageSize));
  const unit = query.data?.unit ?? 'user';
  const title = say(unit === 'user' ? 'lifecycle.drillUsers' : 'lifecycle.drillEvents', {
    count: query.data === undefined ? mark.text : formats.count(query.data.total),
    place: mark.place.join(' · '),
  });
  const userLink = (key: string) => studioPath(question, `user/${encodeURIComponent(key)}`);
  const cellText = (name: string, value: string | number | null) => {
    if (value === null) return '–';
    if (name.endsWith('_ms')) return formats.moment(Number(value), timeZone);
    return typeof value === 'number' ? formats.count(value) : value;
  };
  const download = async () => {
    const all = await callApi<DrillList>(call(mostRows, 0));
    const names = columnsOf[all.unit];
    saveCsv(title, [
      {
        title,
        notes: [title, timeZone],
        columns: names.map((name) => ({ header: say(`lifecycle.drill.${name}`) })),
        rows: all.rows.map((row) => names.map((name) => row[name] ?? null)),
      },
    ]);
  };
  return (
    <SplitPanelContent title={title} onClose={props.onClose}>
      <PanelBody
        query={query}
        thing={title}
        emptyOf={({ total }) => (total === 0 ? { text: say('lifecycle.drillNone') } : null)}
      >
        {({ rows, total }) => (
          <Table
            variant="borderless"
            items={rows}
            trackBy={(row) => String(row.event_id ?? row.user_key)}
            ariaLabels={{ tableLabel: title }}
            resizableColumns
            header={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  iconName="download"
                  onClick={() =>
                    void download().catch((error: unknown) =>
                      flashes.failed(say('lifecycle.notSaved', { title }), error),
                    )
                  }
                >
                  CSV
                </Button>
                {total > mostRows && (
                  <Box variant="small">{say('lifecycle.firstRows', { count: mostRows })}</Box>
                )}
              </SpaceBetween>
            }
            pagination={
              total > pageSize ? (
                <Pagination
                  currentPageIndex={page}
                  pagesCount={Math.ceil(Math.min(total, mostRows) / pageSize)}
                  onChange={({ detail }) => setPage(detail.currentPageIndex)}
                />
              ) : undefined
            }
            columnDefinitions={columnsOf[unit].map((name) => ({
              id: name,
              header: say(`lifecycle.drill.${name}`),
              cell: (row: DrillList['rows'][number]) => {
                const value = row[name] ?? null;
                if (name !== 'user_key' || value === null)
                  return <span className="ms-text">{cellText(name, value)}</span>;
                const href = userLink(String(value));
                return (
                  <Link
                    href={href}
                    onFollow={(event) => {
                      event.preventDefault();
                      void navigate(href);
                    }}
                  >
                    <span className="ms-text">{value}</span>
                  </Link>
                );
              },
              isRowHeader: name === columnsOf[unit][0],
            }))}
          />
        )}
      </PanelBody>
    </SplitPanelContent>
  );
}
