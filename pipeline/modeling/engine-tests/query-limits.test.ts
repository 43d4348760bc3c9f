import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CodedError, type ErrorCode } from '@millstream/core';
import { readRows, type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { stageBatch, stagedEvent } from '../test-support/staged-batch.ts';

const endless =
  'SELECT count(*) AS n FROM range(100000000000) a, range(1000) b WHERE (a.range * b.range) % 7 = 9';
let scratch: ScratchWarehouse;

before(async () => {
  scratch = await scratchWarehouse({ memoryLimitBytes: 200_000_000 });
  await scratch.warehouse.load(
    await stageBatch(scratch.folder, [
      { name: 'file-1', events: [stagedEvent({ event_id: 'e1', event_time_msec: 1_772_359_200_000 })] },
    ]),
  );
});
after(() => scratch[Symbol.asyncDispose]());

function hasCode(code: ErrorCode) {
  return (error: unknown) => error instanceof CodedError && error.code === code;
}

describe('statements', () => {
  const allowed = [
    'SELECT 1 AS a',
    'WITH x AS (SELECT 1 AS a) SELECT * FROM x',
    'FROM event_v2',
    'VALUES (1)',
    'DESCRIBE event_v2',
    'SHOW TABLES',
    'SUMMARIZE session',
    'EXPLAIN SELECT 1',
    '-- why\nEXPLAIN ANALYZE SELECT count(*) FROM event_v2',
    'SELECT 1;',
  ];
  for (const sql of allowed) {
    it(`runs ${JSON.stringify(sql)}`, async () => {
      assert.ok((await scratch.rows(sql)).length > 0);
    });
  }
  const refused: readonly (readonly [string, ErrorCode])[] = [
    ['DELETE FROM stored.event', 'QUERY_NOT_READ_ONLY'],
    ['SELECT 1; SELECT 2', 'QUERY_NOT_READ_ONLY'],
    ['', 'QUERY_INVALID'],
    ['-- nothing', 'QUERY_INVALID'],
    ["INSERT INTO stored.dirty VALUES ('event_v2', 'x', DATE '2026-01-01', 1)", 'QUERY_NOT_READ_ONLY'],
    ['EXPLAIN ANALYZE DELETE FROM stored.event', 'QUERY_NOT_READ_ONLY'],
    ['EXPLAIN (ANALYZE) DELETE FROM stored.event', 'QUERY_NOT_READ_ONLY'],
    ['DROP VIEW event_v2', 'QUERY_NOT_READ_ONLY'],
    ['CREATE TEMP TABLE t AS SELECT 1', 'QUERY_NOT_READ_ONLY'],
    ["SET memory_limit = '9GB'", 'QUERY_NOT_READ_ONLY'],
    ['BEGIN', 'QUERY_NOT_READ_ONLY'],
    ['CALL pragma_version()', 'QUERY_NOT_READ_ONLY'],
    ['FROM enable_logging()', 'QUERY_NOT_READ_ONLY'],
    ["ATTACH '/tmp/other.duckdb'", 'QUERY_NOT_READ_ONLY'],
    ["COPY event_v2 TO '/tmp/stolen.csv'", 'QUERY_INVALID'],
    ["SELECT * FROM read_text('/etc/hostname')", 'QUERY_INVALID'],
    ["SELECT * FROM read_csv('/etc/passwd')", 'QUERY_INVALID'],
    ['SELECT nothing FROM event_v2', 'QUERY_INVALID'],
    ['SELEC 1', 'QUERY_INVALID'],
  ];
  for (const [sql, code] of refused) {
    it(`refuses ${JSON.stringify(sql)} as ${code}`, async () => {
      await assert.rejects(scratch.rows(sql), hasCode(code));
    });
  }
  it('leaves the data as it was', async () => {
    assert.deepEqual(await scratch.rows('SELECT count(*) AS n FROM event_v2'), [{ n: 1 }]);
  });
});

describe('limits', () => {
  it('tells the progress of a query', async () => {
    const abort = new AbortController();
    const seen: (number | null)[] = [];
    const running = readRows(scratch.warehouse, endless, {
      signal: abort.signal,
      onProgress({ rowsRead }) {
        seen.push(rowsRead);
        abort.abort();
      },
    });
    await assert.rejects(running, hasCode('QUERY_CANCELLED'));
    assert.equal(seen.length, 1);
    assert.notEqual(seen[0], undefined);
  });
  it('stops the query that works with more memory than queries may', async () => {
    const wide = 'SELECT list(a.range) AS l FROM range(200000000) a GROUP BY a.range % 1000';
    await assert.rejects(readRows(scratch.warehouse, wide), hasCode('QUERY_OUT_OF_MEMORY'));
  });
  it('binds values to the places of a statement', async () => {
    const parameters = [`O'Brien \\ % _ "`, 2.5, true, null];
    const rows = await readRows(scratch.warehouse, 'SELECT $1 AS a, $2 AS b, $3 AS c, $4 AS d', {
      parameters,
    });
    assert.deepEqual(rows, [{ a: parameters[0], b: 2.5, c: true, d: null }]);
  });
  it('stops a query at its time limit', async () => {
    await assert.rejects(readRows(scratch.warehouse, endless, { timeoutMs: 100 }), hasCode('QUERY_TIMEOUT'));
  });
  it('stops a query when its caller cancels', async () => {
    const abort = new AbortController();
    const running = readRows(scratch.warehouse, endless, { signal: abort.signal });
    setImmediate(() => abort.abort());
    await assert.rejects(running, hasCode('QUERY_CANCELLED'));
  });
  it('does not start a query that is cancelled already', async () => {
    await assert.rejects(
      scratch.warehouse.query('SELECT 1', { signal: AbortSignal.abort() }),
      hasCode('QUERY_CANCELLED'),
    );
  });
  it('stops all queries on request and takes new ones', async () => {
    const running = readRows(scratch.warehouse, endless);
    setImmediate(() => scratch.warehouse.cancelQueries());
    await assert.rejects(running, hasCode('QUERY_CANCELLED'));
    assert.deepEqual(await scratch.rows('SELECT 1 AS a'), [{ a: 1 }]);
  });
  it('tells when a query needs more memory than there is', async () => {
    const sql = 'SELECT list(range::VARCHAR || random()::VARCHAR) AS l FROM range(100000000)';
    await assert.rejects(scratch.rows(sql), hasCode('QUERY_OUT_OF_MEMORY'));
  });
  it('ends quietly after maxRows', async () => {
    const rows = await readRows(scratch.warehouse, 'SELECT * FROM range(10000000)', { maxRows: 3000 });
    assert.equal(rows.length, 3000);
  });
  it('may be closed before, while and after it is read', async () => {
    const sql = 'SELECT * FROM range(10000000)';
    const unread = await scratch.warehouse.query(sql);
    await unread.close();
    const begun = await scratch.warehouse.query(sql);
    for await (const row of begun.rows) {
      assert.deepEqual(row, { range: 0 });
      break;
    }
    await begun.close();
    await begun.close();
  });
  it('keeps its snapshot while a batch is loaded, and does not hold the load up', async () => {
    const result = await scratch.warehouse.query('SELECT event_id FROM event_v2, range(20000)');
    const rows = result.rows[Symbol.asyncIterator]();
    await rows.next();
    const event = stagedEvent({ event_id: 'e2', event_time_msec: 1_772_359_200_000 });
    await scratch.warehouse.load(await stageBatch(scratch.folder, [{ name: 'file-2', events: [event] }]));
    let count = 1;
    while (!(await rows.next()).done) count += 1;
    assert.equal(count, 20_000);
    assert.deepEqual(await scratch.rows('SELECT count(*) AS n FROM event_v2'), [{ n: 2 }]);
  });
});

describe('values', () => {
  const values: readonly (readonly [string, unknown])[] = [
    ['42::BIGINT', 42],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', '9007199254740993'],
    ['sum(1)', 1],
    ['1.50::DECIMAL(10,2)', 1.5],
    ['0.1::DOUBLE', 0.1],
    ["'nan'::DOUBLE", 'NaN'],
    ["TIMESTAMP '2026-03-01 10:00:00'", '2026-03-01T10:00:00.000Z'],
    ["TIMESTAMP '2026-03-01 10:00:00.123456'", '2026-03-01T10:00:00.123456Z'],
    ["TIMESTAMP '1969-12-31 23:59:59.999999'", '1969-12-31T23:59:59.999999Z'],
    ["TIMESTAMPTZ '2026-03-01 10:00:00+02'", '2026-03-01T08:00:00.000Z'],
    ["DATE '2026-03-01'", '2026-03-01'],
    ["MAP {'a': 1, 'b': NULL}", { a: 1, b: null }],
    ["{'a': [1, 2], 'b': {'c': true}}", { a: [1, 2], b: { c: true } }],
    ["uuid '00000000-0000-4000-8000-000000000001'", '00000000-0000-4000-8000-000000000001'],
    ["'x'", 'x'],
    ['NULL', null],
    ["'ab'::BLOB", 'YWI='],
    ["current_setting('TimeZone')", 'UTC'],
  ];
  for (const [expression, expected] of values) {
    it(`gives ${expression} as ${JSON.stringify(expected)}`, async () => {
      assert.deepEqual(await scratch.rows(`SELECT ${expression} AS v`), [{ v: expected }]);
    });
  }
});
