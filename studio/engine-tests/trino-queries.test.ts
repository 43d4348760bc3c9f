import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { CodedError, type ErrorCode } from '@millstream/core';
import type { QueryProgress } from '@millstream/modeling';
import { TrinoEngine } from '../engines/trino/trino-engine.ts';
import { sharedTrino } from '../test-support/trino/shared-trino.ts';

const trino = await sharedTrino();
after(() => trino[Symbol.dispose]());
const engine = new TrinoEngine(trino);

const numbers = (count: number) => `unnest(sequence(1, ${count}))`;
/** Never ends within a test. */
const endless = (mark: string) =>
  `SELECT /* ${mark} */ count(*) AS n FROM ${numbers(10_000)} a(x), ${numbers(10_000)} b(y), ${numbers(10_000)} c(z) WHERE x * y + z = -1`;

const coded = (code: ErrorCode) => (error: unknown) => error instanceof CodedError && error.code === code;

/** Waits until the server has ended the statement that carries the mark; answers with how. */
async function endOf(mark: string): Promise<unknown> {
  for (;;) {
    const [row] = await engine.rows(
      `SELECT state, error_code FROM system.runtime.queries WHERE strpos(query, ?) > 0 AND strpos(query, 'runtime') = 0`,
      [`/* ${mark} */`],
    );
    if (row?.state === 'FAILED' || row?.state === 'FINISHED') return row.error_code;
  }
}

describe('a query on Trino', () => {
  it('ends after its time and is stopped on the server', async () => {
    await assert.rejects(engine.rows(endless('timed'), [], { timeoutMs: 5000 }), coded('QUERY_TIMEOUT'));
    assert.equal(await endOf('timed'), 'USER_CANCELED');
  });

  it('ends when it is cancelled and is stopped on the server', async () => {
    const abort = new AbortController();
    const seen: QueryProgress[] = [];
    const onProgress = (progress: QueryProgress) => {
      seen.push(progress);
      if (progress.percent !== null) abort.abort();
    };
    await assert.rejects(
      engine.rows(endless('cancelled'), [], { signal: abort.signal, onProgress }),
      coded('QUERY_CANCELLED'),
    );
    assert.equal(await endOf('cancelled'), 'USER_CANCELED');
    assert.ok(seen.length > 0);
  });

  it('does not begin when it is cancelled already', async () => {
    await assert.rejects(
      engine.rows('SELECT 1', [], { signal: AbortSignal.abort() }),
      coded('QUERY_CANCELLED'),
    );
  });

  it('gives its first rows and stops on the server when closed', async () => {
    const result = await engine.query(
      `SELECT /* closed */ x * y AS n FROM ${numbers(10_000)} a(x), ${numbers(10_000)} b(y)`,
    );
    for await (const row of result.rows) {
      assert.equal(typeof row.n, 'number');
      break;
    }
    assert.equal(await endOf('closed'), 'USER_CANCELED');
  });

  it('says that it needs more memory than it may have', async () => {
    const small = new TrinoEngine({ ...trino, properties: { query_max_memory: '20MB' } });
    await assert.rejects(
      small.rows(`SELECT count(DISTINCT x * 1000 + y) FROM ${numbers(10_000)} a(x), ${numbers(1000)} b(y)`),
      coded('QUERY_OUT_OF_MEMORY'),
    );
  });

  it('says what is wrong with the statement', async () => {
    for (const sql of ['SELECT', 'SELECT nothing', 'SELECT 1 / 0', 'SELECT * FROM nowhere.here.t']) {
      await assert.rejects(engine.rows(sql), coded('QUERY_INVALID'));
    }
  });

  it('answers with what the embedded warehouse would', async () => {
    const [row] =
      await engine.rows(`SELECT 9007199254740993 AS big, TIMESTAMP '2026-03-01 10:00:00.120' AS ms,
      TIMESTAMP '2026-03-01 10:00:00.000001' AS us, DATE '2026-03-01' AS day, DECIMAL '1.50' AS price, nan() AS nan,
      MAP(ARRAY['ü'], ARRAY[CAST(ROW('1', 'number') AS ROW("value" varchar, "type" varchar))]) AS parameters,
      ARRAY[1, NULL] AS list, 1 AS same, 2 AS same, CAST(NULL AS bigint) AS nothing`);
    assert.deepEqual(row, {
      big: '9007199254740993',
      ms: '2026-03-01T10:00:00.120Z',
      us: '2026-03-01T10:00:00.000001Z',
      day: '2026-03-01',
      price: 1.5,
      nan: 'NaN',
      parameters: { ü: { value: '1', type: 'number' } },
      list: [1, null],
      same: 1,
      'same:1': 2,
      nothing: null,
    });
  });
});
