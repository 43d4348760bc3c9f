import { join } from 'node:path';
import type { ProjectId } from '../ids.ts';

/** Folders of one project under the data directory. All on one file system, so that a rename is atomic. */
export interface StoreLayout {
  /** Open segments of collector workers (`*.open`); only their writer touches them while it lives. */
  readonly wal: string;
  /** Sealed segments that wait for processing or for compression. A file never changes after it appears here. */
  readonly sealed: string;
  /** Kept raw records: gzip NDJSON in `year=/month=/day=/hour=` folders (UTC, by the first record). */
  readonly buffer: string;
  /** Lake tables: `<lake>/<table>/partition_app=/partition_year=/partition_month=/partition_day=`. */
  readonly lake: string;
  /** Scratch files of running batches; emptied at start. */
  readonly scratch: string;
  /** The warehouse database file. */
  readonly warehouse: string;
  /** Per-app traffic-source rules: `<rules>/<appId>/traffic_source_*_rule_v1.json`. */
  readonly rules: string;
  /** Access logs, one folder per hour. */
  readonly accessLog: string;
}

/** Where the files of `projectId` live under `dataDir`. */
export function storeLayout(dataDir: string, projectId: ProjectId): StoreLayout {
  const root = join(dataDir, 'clickstream', projectId);
  return {
    wal: join(root, 'data', 'wal'),
    sealed: join(root, 'data', 'sealed'),
    buffer: join(root, 'data', 'buffer'),
    lake: join(root, 'data', 'ods', projectId),
    scratch: join(root, 'data', 'pipeline-temp'),
    warehouse: join(root, 'warehouse', 'warehouse.duckdb'),
    rules: join(root, 'rules'),
    accessLog: join(root, 'logs', 'access'),
  };
}

/** Folder below `buffer` for a raw file whose first record has this time: `year=YYYY/month=MM/day=DD/hour=HH`. */
export function bufferFolder(firstMs: number): string {
  const iso = new Date(firstMs).toISOString();
  return `year=${iso.slice(0, 4)}/month=${iso.slice(5, 7)}/day=${iso.slice(8, 10)}/hour=${iso.slice(11, 13)}`;
}
