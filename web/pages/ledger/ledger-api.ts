/** Numbers of one app and hour (`GET /api/projects/:p/ledger`). */
export interface LedgerHour {
  readonly app: string;
  readonly hourMs: number;
  readonly accepted: number;
  readonly decoded: number;
  readonly undecodable: number;
  readonly empty: number;
  readonly events: number;
  readonly human: number;
  readonly bot: number;
  readonly duplicate: number;
  readonly rejected: number;
  readonly rejectedByReason: Readonly<Record<string, number>>;
  readonly balanced: boolean;
}

/** The ledger of a range of hours. */
export interface Ledger {
  readonly rows: readonly LedgerHour[];
  readonly problems: readonly {
    readonly file: string;
    readonly expectedRecords: number;
    readonly acceptedRecords: number;
  }[];
  readonly balanced: boolean;
  readonly waiting: {
    readonly hours: readonly { readonly hourMs: number; readonly requests: number }[];
    readonly openSegments: number;
    readonly oldestMs: number | null;
  };
}

/** Names of the numbers, in the order of the equations. */
export const requestNumbers = ['accepted', 'decoded', 'undecodable', 'empty'] as const;
/** Names of the numbers that count events. */
export const eventNumbers = ['events', 'human', 'bot', 'duplicate', 'rejected'] as const;

/** A number of the ledger. */
export type LedgerNumber = (typeof requestNumbers)[number] | (typeof eventNumbers)[number];

/** A request behind a number. */
export interface LedgerRequest {
  readonly rid: string;
  readonly appId: string;
  readonly ingestMs: number;
  readonly file: string;
  readonly line: number;
  readonly outcome: string;
  readonly why: string | null;
  readonly length: number;
  readonly text: string;
}

/** An event behind a number. */
export interface LedgerEvent {
  readonly appId: string;
  readonly outcome: 'human' | 'bot' | 'duplicate' | 'rejected';
  readonly eventId: string | null;
  readonly eventName: string | null;
  readonly eventMs: number | null;
  readonly ingestMs: number;
  readonly rid: string;
  readonly file: string | null;
  readonly line: number;
  readonly eventIndex: number;
  readonly why: string | null;
  readonly detail: string | null;
}

/** A page of the rows behind a number. */
export type LedgerRows = { readonly totalCount: number; readonly notKept: number } & (
  | { readonly kind: 'requests'; readonly items: readonly LedgerRequest[] }
  | { readonly kind: 'events'; readonly items: readonly LedgerEvent[] }
);

/** A raw record with what its body decodes to. */
export interface RawRecord {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly rid: string;
  readonly appId: string;
  readonly ingestMs: number;
  readonly events: readonly unknown[];
  readonly eventCount: number;
  readonly undecodable: string | null;
}

/** Sums of hours. */
export function sumOf(rows: readonly LedgerHour[]): Omit<LedgerHour, 'app' | 'hourMs'> {
  const reasons: Record<string, number> = {};
  for (const { rejectedByReason } of rows)
    for (const [reason, count] of Object.entries(rejectedByReason))
      reasons[reason] = (reasons[reason] ?? 0) + count;
  const total = (name: LedgerNumber) => rows.reduce((sum, row) => sum + row[name], 0);
  return {
    accepted: total('accepted'),
    decoded: total('decoded'),
    undecodable: total('undecodable'),
    empty: total('empty'),
    events: total('events'),
    human: total('human'),
    bot: total('bot'),
    duplicate: total('duplicate'),
    rejected: total('rejected'),
    rejectedByReason: reasons,
    balanced: rows.every(({ balanced }) => balanced),
  };
}

/** How far the parts are from the whole; 0 when both equations hold. */
export function offBy(row: Omit<LedgerHour, 'app' | 'hourMs'>): number {
  const requests = row.accepted - row.decoded - row.undecodable - row.empty;
  const events = row.events - row.human - row.bot - row.duplicate - row.rejected;
  return Math.abs(requests) + Math.abs(events);
}
