import type { RejectReason } from '@millstream/core';
import type { LedgerFilter } from '../../ledger-report.ts';
import { type LedgerFile, type RequestCount, requestCounts } from '../../ledger-rows.ts';
import { type DuckDbSession, numberOf, textOf } from '../duckdb-session.ts';

/** Raw files that hold requests of a number, newest first. Their counts add up to the number. */
export async function ledgerFiles(
  session: DuckDbSession,
  filter: LedgerFilter,
  count: RequestCount,
): Promise<readonly LedgerFile[]> {
  const column = requestCounts.find((name) => name === count) ?? 'accepted';
  const parameters = {
    app: filter.app ?? null,
    since: filter.sinceMs ?? null,
    until: filter.untilMs ?? null,
  };
  const files = await session.rows(
    `SELECT l.file_id, f.name, sum(l.${column}) AS n FROM stored.ledger l JOIN stored.done_file f USING (file_id)
     WHERE ($app IS NULL OR l.app_id = $app) AND ($since IS NULL OR l.hour_ms >= $since::BIGINT)
       AND ($until IS NULL OR l.hour_ms < $until::BIGINT)
     GROUP BY ALL HAVING sum(l.${column}) > 0 ORDER BY f.name DESC`,
    parameters,
  );
  const rejects = await session.rows(
    `SELECT r.file_id, r.line, r.reason FROM stored.reject r
     WHERE r.event_index < 0 AND r.file_id IN (
       SELECT file_id FROM stored.ledger l WHERE ($app IS NULL OR l.app_id = $app)
         AND ($since IS NULL OR l.hour_ms >= $since::BIGINT) AND ($until IS NULL OR l.hour_ms < $until::BIGINT))`,
    parameters,
  );
  const undecodable = Map.groupBy(rejects, (row) => numberOf(row, 'file_id'));
  return files.map((row) => ({
    file: textOf(row, 'name'),
    count: numberOf(row, 'n'),
    undecodable: (undecodable.get(numberOf(row, 'file_id')) ?? []).map((reject) => ({
      line: numberOf(reject, 'line'),
      reason: textOf(reject, 'reason') as RejectReason,
    })),
  }));
}
