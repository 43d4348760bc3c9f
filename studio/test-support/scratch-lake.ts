import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProjectId, type StagedEvent, type StagedItem, silentLogger, systemClock } from '@millstream/core';
import { type LoadBatch, openDuckDbWarehouse, type QueryRow, type Warehouse } from '@millstream/modeling';

/** One event with its items, before it is loaded. */
export interface ScratchEvent {
  readonly event: StagedEvent;
  readonly items?: readonly StagedItem[];
}

/** A real warehouse and its lake in a folder of their own, removed at the end. */
export interface ScratchLake extends AsyncDisposable {
  readonly warehouse: Warehouse;
  readonly folder: string;
  readonly lakeDir: string;
  readonly databasePath: string;
  /** Loads the events as one batch of one raw file. */
  load(rows: readonly ScratchEvent[]): Promise<void>;
  /** All rows of a query on the warehouse. */
  rows(sql: string): Promise<readonly QueryRow[]>;
}

/** A complete event with the given fields over plain ones. */
export function scratchEvent(
  fields: Partial<StagedEvent> & Pick<StagedEvent, 'event_id' | 'event_time_msec'>,
): StagedEvent {
  return {
    file: 0,
    line: 0,
    event_index: 0,
    event_name: '_page_view',
    app_id: 'shop',
    project_id: 'first',
    ingest_time_msec: fields.event_time_msec + 1000,
    rid: '0123456789abcdef0123456789abcdef',
    is_bot: false,
    user_first: false,
    ...fields,
  };
}

/** Opens a real warehouse for a test. */
export async function scratchLake(): Promise<ScratchLake> {
  const folder = await mkdtemp(join(tmpdir(), 'millstream-studio-'));
  const lakeDir = join(folder, 'lake');
  const databasePath = join(folder, 'warehouse.duckdb');
  const projectId = 'first';
  if (!isProjectId(projectId)) throw new Error('unreachable');
  const warehouse = await openDuckDbWarehouse({
    path: databasePath,
    lakeDir,
    projectId,
    memoryLimitBytes: 400_000_000,
    threads: 2,
    clock: systemClock,
    logger: silentLogger,
    readableDirectories: [folder],
  });
  let batches = 0;
  return {
    warehouse,
    folder,
    lakeDir,
    databasePath,
    load: async (rows) => {
      batches += 1;
      await warehouse.load(await stageBatch(rows, { folder, name: `batch-${batches}` }));
    },
    rows: async (sql) => {
      const found: QueryRow[] = [];
      for await (const row of (await warehouse.query(sql)).rows) found.push(row);
      return found;
    },
    [Symbol.asyncDispose]: async () => {
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Stages the events as processing does: one file whose every line is a request of one event. */
async function stageBatch(
  rows: readonly ScratchEvent[],
  { folder, name }: { readonly folder: string; readonly name: string },
): Promise<LoadBatch> {
  const events = rows.map(({ event }, line) => ({ ...event, file: 0, line, event_index: 0 }));
  const items = rows.flatMap(({ items: list = [] }, line) =>
    list.map((item, index) => ({ ...item, file: 0, line, event_index: 0, item_index: index })),
  );
  const eventsPath = join(folder, `${name}.events`);
  const itemsPath = join(folder, `${name}.items`);
  await writeFile(eventsPath, jsonLines(events));
  await writeFile(itemsPath, jsonLines(items));
  return {
    id: name,
    jobName: 'job-1',
    processTimeMs: Date.parse('2026-03-01T12:00:00Z'),
    transformer: 'clickstream',
    files: [{ name, path: `/raw/${name}`, firstMs: 0, bytes: 1, records: rows.length }],
    chunks: [{ eventsPath, ...(items.length > 0 ? { itemsPath } : {}), counts: hourCounts(events) }],
  };
}

function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function hourCounts(events: readonly StagedEvent[]) {
  const hours = Map.groupBy(events, (event) => `${event.app_id} ${hourOf(event.ingest_time_msec)}`);
  return [...hours.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    const requests = { accepted: list.length, decoded: list.length, undecodable: 0, empty: 0 };
    const hour_ms = hourOf(first.ingest_time_msec);
    return [{ file: 0, app_id: first.app_id, hour_ms, ...requests, events: list.length }];
  });
}

function hourOf(epochMs: number): number {
  return epochMs - (epochMs % 3_600_000);
}
