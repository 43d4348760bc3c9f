import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import { sameKey } from './add-counts.ts';
import { valueKeys } from './metadata-tables.ts';

/** Values of a field and day that are counted; one outside them occurred in at most this part of the field's events. */
export const mostValues = 200;
/** Temporary table of values to add, or (below 0) to take back: the keys, `value` and `occurrences`. */
export const seenValues = 'metadata_value_seen';

const keys = valueKeys.join(', ');
const sameField = (left: string, right: string) => sameKey(valueKeys, left, right);

/**
 * Adds the rows of `seenValues`. Space-saving by batches: a new value starts with the field's slack, and when there are
 * too many, those with the least upper bound leave and the greatest of these becomes the slack. So what is often is
 * counted exactly, and nothing is off by more than a `mostValues`-th of the field's events that day.
 */
export async function addValues(session: DuckDbSession): Promise<void> {
  const same = `${sameField('v', 's')} AND v.value = s.value`;
  const total = '(v.occurrences + s.occurrences)';
  await session.run(
    `UPDATE stored.metadata_value v
     SET occurrences = greatest(${total}, 0), slack = greatest(v.slack + least(${total}, 0), 0)
     FROM ${seenValues} s WHERE ${same}`,
  );
  await session.run(
    `INSERT INTO stored.metadata_value BY NAME
     SELECT s.*, coalesce(b.slack, 0) AS slack FROM ${seenValues} s
     LEFT JOIN stored.metadata_value b ON b.value IS NULL AND ${sameField('b', 's')}
     WHERE s.occurrences > 0 AND NOT EXISTS (FROM stored.metadata_value v WHERE ${same})`,
  );
}

/** Drops values that no event carries any more; run when some were taken back. */
export async function dropGoneValues(session: DuckDbSession): Promise<void> {
  await session.run('DELETE FROM stored.metadata_value WHERE occurrences = 0 AND value IS NOT NULL');
}

/** Condition on rows `v` of `metadata_value` that `seenValues` has the field and day. */
export const isTouched = `EXISTS (FROM ${seenValues} s WHERE ${sameField('v', 's')})`;

/** Which fields, and how much of them, to cut down. */
export interface ValueScope {
  /** Condition on rows `v` of `metadata_value`. */
  readonly where: string;
  /** Expression over the keys: values that stay. */
  readonly most: string | number;
}

/** Keeps the most frequent values of each field and day in the scope. */
export async function keepFrequentValues(session: DuckDbSession, { where, most }: ValueScope): Promise<void> {
  const rows = `FROM stored.metadata_value v WHERE v.value IS NOT NULL AND ${where}`;
  await session.run(
    `CREATE OR REPLACE TEMP TABLE crowded_field AS SELECT ${keys} ${rows} GROUP BY ALL HAVING count(*) > ${most}`,
  );
  const [crowded] = await session.rows('SELECT count(*) AS n FROM crowded_field');
  if (numberOf(crowded, 'n') > 0) {
    await session.run(
      `CREATE OR REPLACE TEMP TABLE leaving_value AS
       SELECT rowid AS row_id, ${keys}, occurrences + slack AS at_most
       FROM stored.metadata_value v SEMI JOIN crowded_field c ON ${sameField('v', 'c')} WHERE value IS NOT NULL
       QUALIFY row_number() OVER (PARTITION BY ${keys} ORDER BY occurrences + slack DESC, value) > ${most}`,
    );
    await letValuesGo(session);
  }
  await session.run('DROP TABLE temp.crowded_field');
}

async function letValuesGo(session: DuckDbSession): Promise<void> {
  await session.run('DELETE FROM stored.metadata_value WHERE rowid IN (SELECT row_id FROM leaving_value)');
  await session.run(
    `CREATE OR REPLACE TEMP TABLE value_slack AS
     SELECT ${keys}, max(at_most) AS slack FROM leaving_value GROUP BY ALL`,
  );
  const same = `b.value IS NULL AND ${sameField('b', 's')}`;
  await session.run(
    `UPDATE stored.metadata_value b SET slack = greatest(b.slack, s.slack) FROM value_slack s WHERE ${same}`,
  );
  await session.run(
    `INSERT INTO stored.metadata_value BY NAME
     SELECT *, 0 AS occurrences FROM value_slack s
     WHERE NOT EXISTS (FROM stored.metadata_value b WHERE ${same})`,
  );
  await session.run('DROP TABLE temp.value_slack; DROP TABLE temp.leaving_value');
}
