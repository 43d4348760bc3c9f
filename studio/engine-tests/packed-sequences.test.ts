import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { printPackedSequences } from '../dialects/duckdb/print-packed-sequences.ts';
import { printSequences } from '../dialects/duckdb/print-sequences.ts';
import type { Sequences } from '../plan/relation.ts';

const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
await connection.run(
  `CREATE TABLE events (person INTEGER, session_id BIGINT, event_ms BIGINT, order_1 INTEGER, order_2 VARCHAR, label BIGINT)`,
);
const quote = (name: string) => `"${name}"`;
const fromMs = Date.parse('2020-01-01T00:00:00Z');

const row = fc.record({
  person: fc.constantFrom(1, 2, 3),
  session_id: fc.constantFrom(1, 2, -7_000_000_000),
  event_ms: fc.constantFrom(0, 0, 0, 1, 2, 1000).map((after) => fromMs + after),
  label: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(2, 3, 4, 5) },
    { weight: 1, arbitrary: fc.constantFrom(4_194_303, 4_194_304, 4_194_305, 8_000_001) },
  ),
});
/** Ties are told apart by their place; in some corpora they go on from a number that few bits are too narrow for. */
const corpus = fc
  .record({
    rows: fc.array(row, { minLength: 1, maxLength: 40, size: 'max' }),
    firstTie: fc.constantFrom(0, 0, 50, 4090, 1_000_000),
  })
  .map(({ rows, firstTie }) =>
    rows.map((one, index) => ({ ...one, order_1: firstTie + ((index * 7) % rows.length), order_2: '' })),
  );
const options = fc
  .record({
    groupBy: fc.constant(['person', 'session_id']),
    orderBy: fc.constant(['event_ms', 'order_1', 'order_2']),
    mergesRuns: fc.boolean(),
    fromEnd: fc.boolean(),
    length: fc.constantFrom(2, 5),
    // A second leaves many bits for ties, ten years few, three centuries too few.
    lastMs: fc.constantFrom(1001, 3650 * 86_400_000, 110_000 * 86_400_000),
  })
  .map(
    ({ lastMs, ...rest }): Sequences => ({
      ...rest,
      kind: 'sequences',
      step: 'events',
      label: 'label',
      within: { fromMs, toMs: fromMs + lastMs },
    }),
  );

async function rowsOf(sql: string): Promise<readonly string[]> {
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
  return rows.map((one) => JSON.stringify(one)).sort();
}

describe('packed sequences', () => {
  it('are the ones of the general order, however many events share a millisecond', async () => {
    await fc.assert(
      fc.asyncProperty(corpus, options, fc.boolean(), async (rows, sequences, isKnown) => {
        await connection.run('DELETE FROM events');
        await connection.run(
          `INSERT INTO events BY NAME SELECT unnest(from_json($1, '[{"person":"INTEGER","session_id":"BIGINT","event_ms":"BIGINT","order_1":"INTEGER","order_2":"VARCHAR","label":"BIGINT"}]'), recursive := true)`,
          [JSON.stringify(rows)],
        );
        const largestLabel = Math.max(...rows.map(({ label }) => label));
        const packed = { ...sequences, ...(isKnown ? { largestLabel } : {}) };
        assert.deepEqual(
          await rowsOf(printPackedSequences(packed, quote)),
          await rowsOf(printSequences(sequences, quote)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
