import type { LoadResult } from '../../load-batch.ts';
import type { QueryRow } from '../../warehouse.ts';
import { numberOf } from '../duckdb-session.ts';
import type { LoadContext } from './load-context.ts';

/** Reads what the load did from the rows it wrote. */
export async function readLoadResult(
  { session, batch, files, loadNo }: LoadContext,
  outcome: Pick<LoadResult, 'displacedRows' | 'filesToReplace'>,
): Promise<LoadResult> {
  const [counts] = await session.rows(
    `SELECT sum(accepted) AS accepted, sum(decoded) AS decoded, sum(undecodable) AS undecodable, sum(empty) AS empty,
       sum(events) AS events, sum(human) AS human, sum(bot) AS bot, sum(duplicate) AS duplicate, sum(rejected) AS rejected
     FROM stored.ledger JOIN loading_file USING (file_id) WHERE load_no = $loadNo::INTEGER`,
    { loadNo },
  );
  const [rows] = await session.rows(
    `SELECT (SELECT count(*) FROM stored.item WHERE load_no = $loadNo::INTEGER) AS items,
       (SELECT count(*) FROM stored.user WHERE load_no = $loadNo::INTEGER) AS users,
       (SELECT count(*) FROM stored.session WHERE load_no = $loadNo::INTEGER) AS sessions`,
    { loadNo },
  );
  const reasons = await session.rows(
    `SELECT reason, sum(refused) AS n FROM stored.ledger_reject WHERE load_no = $loadNo::INTEGER GROUP BY reason ORDER BY reason`,
    { loadNo },
  );
  const _of = (name: string) => numberOf(counts, name);
  return {
    batchId: batch.id,
    loadedFiles: files.flatMap(({ index }) => batch.files[index]?.name ?? []),
    ...balances(counts),
    rows: {
      event_v2: numberOf(counts, 'human') + numberOf(counts, 'bot'),
      item_v2: numberOf(rows, 'items'),
      user_v2: numberOf(rows, 'users'),
      session: numberOf(rows, 'sessions'),
    },
    rejectedByReason: Object.fromEntries(reasons.map((row) => [String(row.reason), numberOf(row, 'n')])),
    ...outcome,
  };
}

function balances(counts: QueryRow | undefined): Pick<LoadResult, 'requests' | 'events'> {
  const of = (name: string) => numberOf(counts, name);
  return {
    requests: {
      accepted: of('accepted'),
      decoded: of('decoded'),
      undecodable: of('undecodable'),
      empty: of('empty'),
    },
    events: {
      decoded: of('events'),
      human: of('human'),
      bot: of('bot'),
      duplicate: of('duplicate'),
      rejected: of('rejected'),
    },
  };
}
