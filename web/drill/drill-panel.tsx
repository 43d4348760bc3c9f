import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { callApi } from '../api/call-api.ts';
import { keyOf, useApi } from '../api/use-api.ts';
import { saveCsv, saveXlsx } from '../export/save-tables.ts';
import { useSay } from '../i18n/language.tsx';
import { PanelBody } from '../panel/panel.tsx';
import { useFlashes } from '../shell/flashes.tsx';
import { SplitPanelContent } from '../shell/side-panels.tsx';
import { DataTable } from '../table/data-table.tsx';
import { type DrillRow, useDrillColumns } from './drill-columns.tsx';
import type { DrillAsk, DrillList } from './drill-request.ts';

/** Rows that are shown at once; more are loaded when they are wanted. */
const firstRows = 1_000;
/** Rows of one answer of the server, at most. */
const mostRows = 10_000;

/** All rows of a list, answer by answer. */
export async function readWholeDrill(ask: DrillAsk): Promise<DrillList> {
  const first = await callApi<DrillList>(ask({ limit: mostRows, offset: 0 }));
  const rows = [...first.rows];
  while (rows.length < first.total) {
    const next = await callApi<DrillList>(ask({ limit: mostRows, offset: rows.length }));
    if (next.rows.length === 0) break;
    rows.push(...next.rows);
  }
  return { ...first, rows };
}

/** The users or events behind a number in the split panel: exactly as many as it says. */
export function DrillPanel(props: {
  /** What the number is about: "Purchase · 6 Mar · Germany". */
  readonly place: string;
  readonly ask: DrillAsk;
  readonly onClose: () => void;
  /** Further actions, given the list. */
  readonly actions?: (list: DrillList) => ReactNode;
}) {
  const say = useSay();
  const { place, ask, onClose } = props;
  const [isWhole, setWhole] = useState(false);
  const call = ask({ limit: isWhole ? mostRows : firstRows, offset: 0 });
  const list = useApi<DrillList>(call, { staleMs: 60_000, keepPrevious: isWhole });
  const title =
    list.data === undefined ? place : say(`drill.title.${list.data.unit}`, { n: list.data.total, place });
  return (
    <SplitPanelContent title={title} onClose={onClose}>
      <PanelBody
        query={list}
        queryKey={keyOf(call)}
        thing={say('drill.list')}
        height={160}
        emptyOf={(data) => (data.total === 0 ? { text: say('drill.nobody') } : null)}
      >
        {(data) => (
          <DrillTable
            list={data}
            place={place}
            ask={ask}
            actions={props.actions}
            onWhole={() => setWhole(true)}
          />
        )}
      </PanelBody>
    </SplitPanelContent>
  );
}

function DrillTable(props: {
  readonly list: DrillList;
  readonly place: string;
  readonly ask: DrillAsk;
  readonly actions?: ((list: DrillList) => ReactNode) | undefined;
  readonly onWhole: () => void;
}) {
  const say = useSay();
  const flashes = useFlashes();
  const { list, place, ask } = props;
  const columns = useDrillColumns(list.unit);
  const save = async (kind: 'csv' | 'xlsx') => {
    try {
      const whole = await readWholeDrill(ask);
      const table = {
        title: place,
        notes: [],
        columns: columns.map(({ header }) => ({ header })),
        rows: whole.rows.map((row) =>
          columns.map(({ id }) => {
            const value = row[id] ?? null;
            return id.endsWith('_ms') && typeof value === 'number'
              ? new Date(value).toISOString()
              : (value as string);
          }),
        ),
      };
      if (kind === 'csv') saveCsv(place, [table]);
      else await saveXlsx(place, [table]);
    } catch (error) {
      flashes.failed(say('drill.saveFailed'), error);
    }
  };
  return (
    <SpaceBetween size="s">
      <DataTable<DrillRow>
        id={`drill.${list.unit}`}
        variant="embedded"
        headingLevel="h3"
        title={say(`drill.list.${list.unit}`)}
        rows={list.rows}
        columns={columns}
        keyOf={(row) => String(row[list.unit === 'user' ? 'user_key' : 'event_id'])}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {props.actions?.(list)}
            <Button onClick={() => void save('csv')}>CSV</Button>
            <Button onClick={() => void save('xlsx')}>XLSX</Button>
          </SpaceBetween>
        }
      />
      {list.rows.length < list.total && (
        <Box>
          {say('drill.firstRows', { shown: list.rows.length, total: list.total })}{' '}
          {list.rows.length < mostRows && (
            <Button variant="inline-link" onClick={props.onWhole}>
              {say('drill.loadMore')}
            </Button>
          )}
        </Box>
      )}
    </SpaceBetween>
  );
}
