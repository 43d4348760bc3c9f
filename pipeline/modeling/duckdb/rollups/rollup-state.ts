import { type DuckDbSession, numberOf } from '../duckdb-session.ts';

/** Whether this warehouse keeps rollups. */
export async function keepsRollups(session: DuckDbSession): Promise<boolean> {
  const [state] = await session.rows('SELECT count(*) AS n FROM stored.rollup_state');
  return numberOf(state, 'n') > 0;
}
