import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProjectId, type StagedChunk, silentLogger, systemClock } from '@millstream/core';
import { openDuckDbWarehouse, type QueryRow, type Warehouse } from '@millstream/modeling';
import { createStagingHost, processingConfigSchema, type TrafficRuleFiles } from '@millstream/processing';
import { writeRuleFiles } from '../traffic/write-rule-files.ts';

/** A visit's event before it is sent: its attributes, its user and session. */
export interface SentEvent {
  readonly name: string;
  readonly user: string;
  readonly session: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A real pipeline of one app, `web`: raw records through the real processing into a real warehouse. */
export interface ShopWithRules extends AsyncDisposable {
  readonly warehouse: Warehouse;
  /** Processes all events, replacing what they gave before, by these rules. */
  process(events: readonly SentEvent[], rules: TrafficRuleFiles): Promise<void>;
  rows(sql: string): Promise<readonly QueryRow[]>;
}

/** Arrival of every event, epoch ms. */
export const arrivedMs = Date.UTC(2026, 2, 5, 12);

function rawRecord(events: readonly SentEvent[]): string {
  const body = events.map(({ name, user, session, attributes }, index) => ({
    event_type: name,
    event_id: `e-${index}`,
    timestamp: arrivedMs - (events.length - index) * 1000,
    app_id: 'web',
    unique_id: user,
    attributes: { _session_id: session, ...attributes },
  }));
  const record = { appId: 'web', data: JSON.stringify(body), rid: '0'.repeat(32), ingest_time: arrivedMs };
  return `${JSON.stringify(record)}\n`;
}

/** Opens an empty pipeline in a folder of its own, removed at the end. */
export async function openShopWithRules(): Promise<ShopWithRules> {
  const folder = await mkdtemp(join(tmpdir(), 'shop-with-rules-'));
  const rulesDir = join(folder, 'rules');
  const projectId = 'first';
  if (!isProjectId(projectId)) throw new Error('unreachable');
  const warehouse = await openDuckDbWarehouse({
    path: join(folder, 'warehouse.duckdb'),
    lakeDir: join(folder, 'lake'),
    projectId,
    memoryLimitBytes: 400_000_000,
    threads: 2,
    clock: systemClock,
    logger: silentLogger,
    readableDirectories: [folder],
  });
  const config = () => processingConfigSchema.parse({ projectId, apps: ['web'], rulesDir, enrichments: [] });
  const host = createStagingHost({ threads: 1, config, logger: silentLogger });
  const name = `${arrivedMs}-w1-000001-1.ndjson`;
  let batches = 0;

  return {
    warehouse,
    async process(events, rules) {
      await writeRuleFiles(rulesDir, 'web', rules);
      // Rules are read when a thread starts; two publications of one size within a tick look alike.
      await host.retire();
      const path = join(folder, name);
      await writeFile(path, rawRecord(events));
      batches += 1;
      const out = join(folder, `staged-${batches}`);
      await mkdir(out);
      const chunks: StagedChunk[] = [];
      const input = { files: [{ path, anyAge: true }], folder: out, now: arrivedMs };
      await host.stage(input, async (chunk) => {
        chunks.push(chunk);
      });
      const files = [{ name, path, firstMs: arrivedMs, bytes: 1, records: 1 }];
      const job = {
        id: `b-${batches}`,
        jobName: 'job',
        processTimeMs: arrivedMs,
        transformer: 'clickstream',
      };
      await warehouse.load({ ...job, files, chunks, replace: true });
    },
    async rows(sql) {
      const rows: QueryRow[] = [];
      for await (const row of (await warehouse.query(sql)).rows) rows.push(row);
      return rows;
    },
    async [Symbol.asyncDispose]() {
      await host.retire();
      await warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
