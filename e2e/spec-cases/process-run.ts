import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { runCommand } from '../product/start-product.ts';

/** A row as the product wrote it. */
export type Row = Record<string, unknown>;

/** What one run of `millstream process` gave. */
export interface ProcessedRows {
  readonly events: readonly Row[];
  readonly users: readonly Row[];
  readonly items: readonly Row[];
  readonly sessions: readonly Row[];
  readonly rejects: readonly Row[];
  /** What the command printed. */
  readonly summary: { readonly events: Readonly<Record<string, number>> };
}

/** Runs of `millstream process` over records, in a folder of their own. */
export interface ProcessRuns {
  /** Path of a folder for options of a run. */
  folder(name: string): string;
  process(name: string, records: readonly object[], ...options: readonly string[]): Promise<ProcessedRows>;
  remove(): void;
}

function rowsBelow(folder: string): Row[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ndjson(\.gz)?$/.test(name))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }))
    .flatMap(({ name, bytes }) =>
      (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n'),
    )
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** Opens a folder for runs; remove it at the end. */
export function openProcessRuns(): ProcessRuns {
  const root = mkdtempSync(join(tmpdir(), 'spec-examples-'));
  return {
    folder: (name) => join(root, name),
    async process(name, records, ...options) {
      const [input, out] = [join(root, `${name}.ndjson`), join(root, name)];
      writeFileSync(input, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
      const fixed = ['--out', out, '--format', 'ndjson', '--job', 'spec-job'];
      const { code, stdout, stderr } = await runCommand(['process', input, ...fixed, ...options]);
      assert.equal(code, 0, stderr);
      return {
        events: rowsBelow(join(out, 'event_v2')),
        users: rowsBelow(join(out, 'user_v2')),
        items: rowsBelow(join(out, 'item_v2')),
        sessions: rowsBelow(join(out, 'session')),
        rejects: rowsBelow(join(out, 'rejects')),
        summary: JSON.parse(stdout),
      };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
