import type { RejectReason } from '@millstream/core';
import type { LedgerFileProblem, LedgerFilter, LedgerReport, LedgerRow } from '../../ledger-report.ts';
import type { QueryRow } from '../../warehouse.ts';
import { type DuckDbSession, numberOf, textOf } from '../duckdb-session.ts';

const inFilter = `($app IS NULL OR app_id = $app) AND ($since IS NULL OR hour_ms >= $since::BIGINT)
  AND ($until IS NULL OR hour_ms < $until::BIGINT)`;

/** Sums the ledger per app and hour and checks both balances. */
export async function readLedger(session: DuckDbSession, filter: LedgerFilter): Promise<LedgerReport> {
  const parameters = {
    app: filter.app ?? null,
    since: filter.sinceMs ?? null,
    until: filter.untilMs ?? null,
  };
  const sums = await session.rows(
    `SELECT app_id, hour_ms, sum(accepted) AS accepted, sum(decoded) AS decoded, sum(undecodable) AS undecodable,
       sum(empty) AS empty, sum(events) AS events, sum(human) AS human, sum(bot) AS bot,
       sum(duplicate) AS duplicate, sum(rejected) AS rejected
     FROM stored.ledger WHERE ${inFilter} GROUP BY ALL ORDER BY app_id, hour_ms`,
    parameters,
  );
  const reasons = await session.rows(
    `SELECT app_id, hour_ms, reason, sum(refused) AS refused
     FROM stored.ledger_reject WHERE ${inFilter} GROUP BY ALL ORDER BY app_id, hour_ms, reason`,
    parameters,
  );
  const byHour = new Map<string, Partial<Record<RejectReason, number>>>();
  for (const row of reasons) {
    const key = hourKey(row);
    // The reasons were checked when processing staged them.
    byHour.set(key, {
      ...byHour.get(key),
      [textOf(row, 'reason') as RejectReason]: numberOf(row, 'refused'),
    });
  }
  const rows = sums.map((row) => ledgerRow(row, byHour.get(hourKey(row)) ?? {}));
  const problems = await fileProblems(session, filter);
  return { rows, problems, balanced: problems.length === 0 && rows.every((row) => row.balanced) };
}

function hourKey(row: QueryRow): string {
  return `${textOf(row, 'app_id')} ${numberOf(row, 'hour_ms')}`;
}

function ledgerRow(row: QueryRow, rejectedByReason: LedgerRow['rejectedByReason']): LedgerRow {
  const of = (name: string) => numberOf(row, name);
  const requests = of('accepted') === of('decoded') + of('undecodable') + of('empty');
  const events = of('events') === of('human') + of('bot') + of('duplicate') + of('rejected');
  return {
    app: textOf(row, 'app_id'),
    hourMs: of('hour_ms'),
    accepted: of('accepted'),
    decoded: of('decoded'),
    undecodable: of('undecodable'),
    empty: of('empty'),
    events: of('events'),
    human: of('human'),
    bot: of('bot'),
    duplicate: of('duplicate'),
    rejected: of('rejected'),
    rejectedByReason,
    balanced: requests && events,
  };
}

async function fileProblems(
  session: DuckDbSession,
  filter: LedgerFilter,
): Promise<readonly LedgerFileProblem[]> {
  const rows = await session.rows(
    `SELECT f.name, b.id AS batch_id, f.records, f.accepted
     FROM stored.done_file f LEFT JOIN stored.batch b USING (load_no)
     WHERE f.records IS NOT NULL AND f.records <> f.accepted
       AND ($since IS NULL OR coalesce(f.last_ms, f.first_ms) >= $since::BIGINT)
       AND ($until IS NULL OR f.first_ms < $until::BIGINT)
     ORDER BY f.name`,
    { since: filter.sinceMs ?? null, until: filter.untilMs ?? null },
  );
  return rows.map((row) => ({
    file: textOf(row, 'name'),
    batchId: textOf(row, 'batch_id'),
    expectedRecords: numberOf(row, 'records'),
    acceptedRecords: numberOf(row, 'accepted'),
  }));
}
