import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { event, numberValue, textValue, withIds } from '../test-support/corpus.ts';
import { writeCorpusLake } from '../test-support/corpus-lake.ts';
import { RedshiftCheck, RedshiftCheckError } from '../test-support/redshift/redshift-check.ts';

const lakeDir = await mkdtemp(join(tmpdir(), 'millstream-redshift-'));
await writeCorpusLake(lakeDir, {
  events: withIds([
    event('a', 'view', '2024-03-04T09:00', {
      parameters: { 'it"s/~': textValue('x'), price: numberValue(1.5) },
    }),
    event('a', 'buy', '2024-03-04T09:10'),
    event('b', 'view', '2024-03-04T11:00:00.250'),
    event('b', 'view', '2024-03-05T11:00'),
  ]),
  users: [{ pseudo: 'a', userId: 'x', attributes: { plan: textValue('pro') } }],
  segments: { s1: ['a'] },
});
const check = await RedshiftCheck.open({ lakeDir, apps: ['shop', 'empty'] });
after(async () => {
  await check[Symbol.asyncDispose]();
  await rm(lakeDir, { recursive: true });
});

/** Values of all rows of a statement, row after row. */
async function valuesOf(sql: string, ...parameters: readonly string[]): Promise<readonly unknown[]> {
  return (await check.run({ sql, parameters })).flatMap((row) => Object.values(row));
}

const three = `(SELECT 1 AS id, 'a' AS k, 5 AS v UNION ALL SELECT 2, 'a', NULL UNION ALL SELECT 3, 'b', 7)`;

/** Statements and the values that Redshift documents for them. */
const faithful: readonly (readonly [string, readonly unknown[]])[] = [
  [`SELECT ROW_NUMBER() OVER (ORDER BY v) FROM ${three} ORDER BY id`, [1, 3, 2]],
  [`SELECT v FROM ${three} ORDER BY v DESC`, [null, 7, 5]],
  [`SELECT LAG(v) IGNORE NULLS OVER (ORDER BY id) FROM ${three} ORDER BY id`, [null, 5, 5]],
  [
    `SELECT LAST_VALUE(v IGNORE NULLS) OVER (PARTITION BY k ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM ${three} ORDER BY id`,
    [5, 5, 7],
  ],
  [`SELECT NTILE(2) OVER (ORDER BY id) FROM ${three} ORDER BY id`, [1, 1, 2]],
  [
    `SELECT k FROM ${three} QUALIFY ROW_NUMBER() OVER (PARTITION BY k ORDER BY id) = 1 ORDER BY k`,
    ['a', 'b'],
  ],
  [`SELECT LISTAGG(k, ',') WITHIN GROUP (ORDER BY id DESC) FROM ${three}`, ['b,a,a']],
  [`SELECT LISTAGG(DISTINCT k, '|') WITHIN GROUP (ORDER BY k) FROM ${three}`, ['a|b']],
  [`SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY v) FROM ${three}`, [6]],
  [`SELECT MEDIAN(v) FROM ${three}`, [6]],
  [`SELECT RATIO_TO_REPORT(v) OVER () FROM ${three} WHERE v IS NOT NULL ORDER BY id`, [5 / 12, 7 / 12]],
  [`SELECT APPROXIMATE COUNT(DISTINCT k), HLL(k) FROM ${three}`, [2, 2]],
  [`SELECT NVL(NULL, 1), NVL2(NULL, 1, 2), DECODE('b', 'a', 1, 'b', 2), ISNULL(NULL, 3)`, [1, 2, 2, 3]],
  [`SELECT 7 / 2, -7 / 2, CAST(7 AS DOUBLE PRECISION) / 2, -7 % 3`, [3, -3, 3.5, -1]],
  [`SELECT DATE_TRUNC('week', TIMESTAMP '2024-03-07 10:00:00')`, ['2024-03-04T00:00:00.000Z']],
  [`SELECT DATEDIFF(day, TIMESTAMP '2024-03-04 23:59:59', TIMESTAMP '2024-03-05 00:00:00')`, [1]],
  [`SELECT DATEADD(day, 1, DATE '2024-02-28')`, ['2024-02-29T00:00:00.000Z']],
  [`SELECT EXTRACT(year FROM DATE '2024-02-29'), DATE_PART(dow, DATE '2024-03-03')`, [2024, 0]],
  [`SELECT TIMESTAMP 'epoch' + 1709546400 * INTERVAL '1 second'`, ['2024-03-04T10:00:00.000Z']],
  [
    `SELECT TO_CHAR(DATE '2024-03-04', 'YYYY-MM-DD'), TO_DATE('2024-03-04', 'YYYY-MM-DD')`,
    ['2024-03-04', '2024-03-04'],
  ],
  [
    `SELECT CONVERT_TIMEZONE('UTC', 'Asia/Tokyo', TIMESTAMP '2024-03-04 20:00:00')`,
    ['2024-03-05T05:00:00.000Z'],
  ],
  [
    `SELECT 'abc' ~ '^a', 'ABC' ILIKE 'a%', SPLIT_PART('a,b', ',', 2), LEN('abc'), STRTOL('ff', 16)`,
    [true, true, 'b', 3, 255],
  ],
  [
    `SELECT MD5('a'), JSON_EXTRACT_PATH_TEXT('{"a":{"b":"c"}}', 'a', 'b')`,
    ['0cc175b9c0f1b6a831c399e269772661', 'c'],
  ],
  [
    `SELECT JSON_EXTRACT_ARRAY_ELEMENT_TEXT('["a","b"]', 1), IS_VALID_JSON('{'), IS_VALID_JSON('{}')`,
    ['b', false, true],
  ],
];

/** Statements that would run, or pass, with another meaning; each with a word of the reason. */
const traps: readonly (readonly [string, RegExp])[] = [
  [`SELECT JSON_EXTRACT_PATH_TEXT('{"a":{"b":"c"}}', 'a', 'b', true)`, /null_if_invalid/],
  ['SELECT e.custom_parameters.items[0].id FROM shop.event_v2 e', /index/],
  [
    'SELECT APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY event_time_msec) FROM shop.event_v2',
    /quantile/,
  ],
  ['CREATE MATERIALIZED VIEW v AS SELECT 1 AS a', /view/],
  [`SELECT AVG(v) FROM ${three}`, /AVG/],
  ['SELECT e.custom_parameters.a / e.custom_parameters.b FROM shop.event_v2 e', /division/],
  [`UNLOAD ('SELECT 1') TO 's3://b/x' IAM_ROLE default`, /not parsed/],
  ['REFRESH MATERIALIZED VIEW v', /not parsed/],
  ['SELECT 1; SELECT 2', /one statement/],
];

describe("Redshift's SQL, translated and run", () => {
  for (const [sql, values] of faithful) {
    it(`means the same: ${sql}`, async () => assert.deepEqual(await valuesOf(sql), values));
  }

  for (const [sql, reason] of traps) {
    it(`is refused, because its translation means something else: ${sql}`, async () => {
      await assert.rejects(
        valuesOf(sql),
        (error) =>
          error instanceof RedshiftCheckError && error.kind === 'unfaithful' && reason.test(error.message),
      );
    });
  }

  it('names what is no SQL and what does not run', async () => {
    const kindOf = (sql: string) =>
      valuesOf(sql).then(
        () => 'none',
        (error: RedshiftCheckError) => error.kind,
      );
    assert.equal(await kindOf('SELECT FROM WHERE'), 'syntax');
    assert.equal(await kindOf('selec'), 'syntax');
    assert.equal(await kindOf('SELECT FNV_HASH(1)'), 'run');
    assert.equal(await kindOf('SELECT x FROM shop.nothing'), 'run');
  });

  it('reads the columns that are SUPER there, whatever their keys', async () => {
    const sql = `SELECT CAST(e.custom_parameters."it""s/~"."value" AS VARCHAR), CAST(e.custom_parameters."price"."type" AS VARCHAR)
      FROM "shop".event_v2 e ORDER BY e.event_id LIMIT 1`;
    assert.deepEqual(await valuesOf(sql), ['x', 'number']);
    const attribute = `SELECT CAST(u.user_properties."plan"."value" AS VARCHAR) FROM shop.user_v2 u`;
    assert.deepEqual(await valuesOf(attribute), ['pro']);
  });

  it('binds parameters as they are', async () => {
    const values = [`it's \\ "x" $1`, '\u0000', 'ü😀'];
    assert.deepEqual(await valuesOf('SELECT $2, $1, $3', ...values), [values[1], values[0], values[2]]);
  });

  it('has a schema for each app, with tables also where the lake has no files', async () => {
    const sql = 'SELECT COUNT(*) FROM shop.event_v2 UNION ALL SELECT COUNT(*) FROM empty.event_v2';
    assert.deepEqual(await valuesOf(sql), [4, 0]);
    assert.deepEqual(await valuesOf('SELECT segment_id, user_id FROM shop.segment_user'), ['s1', 'a']);
  });

  it('cuts sessions by idle time with LAG and a running SUM', async () => {
    const sql = `WITH marked AS (
        SELECT user_pseudo_id, event_time_msec,
          CASE WHEN event_time_msec - LAG(event_time_msec) OVER (PARTITION BY user_pseudo_id ORDER BY event_time_msec) > 1800000 THEN 1 ELSE 0 END AS is_new
        FROM shop.event_v2)
      SELECT user_pseudo_id, SUM(is_new) OVER (PARTITION BY user_pseudo_id ORDER BY event_time_msec ROWS UNBOUNDED PRECEDING) AS n
      FROM marked ORDER BY user_pseudo_id, event_time_msec`;
    assert.deepEqual(await valuesOf(sql), ['a', 0, 'a', 0, 'b', 0, 'b', 1]);
  });

  it('merges: updates what matches and inserts the rest', async () => {
    await check.run({
      sql: 'CREATE TABLE shop.target (k INTEGER, v VARCHAR(10)) DISTKEY(k) SORTKEY(k)',
      parameters: [],
    });
    await check.run({ sql: `INSERT INTO shop.target VALUES (1, 'a'), (2, 'b')`, parameters: [] });
    const merge = `MERGE INTO shop.target USING (SELECT 2 AS k, 'c' AS v UNION ALL SELECT 3, 'd') AS s ON shop.target.k = s.k
      WHEN MATCHED THEN UPDATE SET v = s.v WHEN NOT MATCHED THEN INSERT (k, v) VALUES (s.k, s.v)`;
    await check.run({ sql: merge, parameters: [] });
    assert.deepEqual(await valuesOf('SELECT k, v FROM shop.target ORDER BY k'), [1, 'a', 2, 'c', 3, 'd']);
  });
});
