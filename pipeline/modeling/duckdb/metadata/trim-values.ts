import { presetParameters } from '@millstream/core';
import type { DuckDbSession } from '../duckdb-session.ts';
import { quoteLiteral } from '../sql-text.ts';
import { keepFrequentValues } from './add-values.ts';

const manySampled = presetParameters.filter(({ samples }) => samples === 50).map(({ name }) => name);
/** Values that a day at rest keeps of a field: what is told of it. */
const mostAtRest = `CASE WHEN category = 'event_outer' AND name IN (${manySampled.map(quoteLiteral).join(', ')}) THEN 50 ELSE 20 END`;

/** Cuts the values of days before the given one down to those that are told, each day once, in a transaction of its own. */
export async function trimOldValues(session: DuckDbSession, beforeMs: number): Promise<void> {
  const day = new Date(beforeMs).toISOString().slice(0, 10);
  await session.transaction(async () => {
    await keepFrequentValues(session, {
      where: `v.day < ${quoteLiteral(day)}::DATE
        AND v.day >= coalesce((SELECT trimmed_day FROM stored.metadata_state), v.day)`,
      most: mostAtRest,
    });
    await session.run(
      `UPDATE stored.metadata_state SET trimmed_day = greatest(trimmed_day, ${quoteLiteral(day)}::DATE)`,
    );
  });
}
