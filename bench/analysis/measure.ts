// Child of the bench: opens a warehouse, asks every question, prints one JSON line a question and one of memory.
// Usage: measure.ts WAREHOUSE LAKE PARQUET (the rows for the rival are written there; '' = none)
import { type ProjectId, silentLogger, systemClock } from '@millstream/core';
import { openDuckDbWarehouse } from '@millstream/modeling';
import {
  type AnalysisEngine,
  analyze,
  anyName,
  createWarehouseEngine,
  parseLifecycleRequest,
  parseRealtimeRequest,
  readLifecycle,
  readRealtime,
} from '@millstream/studio';
import { questionsUpTo } from './questions.ts';

/** Memory of the engine: the budget that the figures are measured under. */
export const memoryBudgetBytes = 2_000_000_000;
const warmRuns = 5;
const dayMs = 86_400_000;
const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;

const [path = '', lakeDir = '', parquet = ''] = process.argv.slice(2);
const openedAt = performance.now();
const warehouse = await openDuckDbWarehouse({
  path,
  lakeDir,
  projectId: 'first' as ProjectId,
  memoryLimitBytes: memoryBudgetBytes,
  threads: 2,
  clock: systemClock,
  logger: silentLogger,
  readableDirectories: [lakeDir],
});
await warehouse.refresh();
const prepareMs = performance.now() - openedAt;
const engine: AnalysisEngine = createWarehouseEngine(warehouse);

async function rowsOf(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const rows = [];
  for await (const row of (await warehouse.query(sql, { timeoutMs: 600_000 })).rows) rows.push(row);
  return rows;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= warmRuns; run += 1) {
    const startedAt = performance.now();
    await work();
    if (run > 0) times.push(performance.now() - startedAt);
  }
  return (times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0) / 1000;
}

const [span] = await rowsOf(
  'SELECT count(*) AS events, epoch_ms(max(event_timestamp)) AS newest, max(ingest_time_msec) AS arrived FROM event_v2 WHERE NOT is_bot',
);
const newestMs = Number(span?.newest);
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const [firstDay, lastDay] = [dayOf(newestMs - 30 * dayMs), dayOf(newestMs)];
const say = (line: object) => console.log(JSON.stringify(line));
say({ kind: 'span', events: Number(span?.events), firstDay, lastDay, prepareMs });

const nowMs = newestMs + 1;
const options = { engine, calendar, known: anyName, nowMs, timeoutMs: 600_000 };
for (const { name, spec } of questionsUpTo(firstDay, lastDay)) {
  say({ kind: 'question', name, seconds: await median(() => analyze(spec, options)) });
}
const app = { projectId: 'first', appId: 'shop' };
const dashboard = parseLifecycleRequest({ ...app, time: { type: 'fixed', start: firstDay, end: lastDay } });
say({
  kind: 'question',
  name: 'life cycle dashboard complete',
  seconds: await median(() => readLifecycle(dashboard, options)),
});
const asOf = new Date(Number(span?.arrived)).toISOString();
const realtime = parseRealtimeRequest({ ...app, asOf });
say({
  kind: 'question',
  name: 'realtime view',
  seconds: await median(() => readRealtime(realtime, options)),
});
// Peak, kilobytes on Linux.
say({ kind: 'memory', bytes: process.resourceUsage().maxRSS * 1024 });
await warehouse.close();
if (parquet !== '') {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: '2GB',
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`ATTACH '${path}' AS w (READ_ONLY)`);
  await connection.run(
    `COPY (SELECT coalesce(u.user_id, e.user_pseudo_id, '') AS user_key, epoch_ms(e.event_timestamp) AS event_ms, e.event_name,
       coalesce(e.session_id, '') AS session_id, e.geo_country
     FROM w.stored.event e LEFT JOIN w.stored.user u ON u.app_id = e.app_id AND u.user_pseudo_id = e.user_pseudo_id
     WHERE NOT e.is_bot AND e.app_id = 'shop') TO '${parquet}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
}
