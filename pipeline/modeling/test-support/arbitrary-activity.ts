import type { StagedEvent } from '@millstream/core';
import fc from 'fast-check';
import { type GeneratedRow, generatedRows } from './arbitrary-events.ts';

/** What the analysis rows add to the generated events: sessions of both forms, sequences, identities that meet. */
interface Extra {
  readonly sequence: number | null;
  readonly session: number;
  readonly joins: boolean;
}

const extra: fc.Arbitrary<Extra> = fc.record({
  sequence: fc.option(fc.nat(2), { freq: 3 }),
  session: fc.nat(5),
  joins: fc.boolean(),
});

/** Two forms of our clients (one with a date that no calendar has), look-alikes, and ids of others. */
function sessionId(pseudoId: string, form: number): string {
  const tail = pseudoId.slice(-8).padStart(8, '_');
  const forms = [
    `${tail}-20260301-100001123`,
    `${tail}-20260231-000000000`,
    `${tail}-20260301-240001123`,
    `${tail}-2026031-0100001123`,
    `other___-20260301-100001123`,
    'session 1',
  ];
  return forms[form] ?? '';
}

function widen(row: GeneratedRow, { sequence, session, joins }: Extra, index: number): GeneratedRow {
  const { event } = row;
  const pseudoId = typeof event.user_pseudo_id === 'string' ? event.user_pseudo_id : null;
  const hasSession = typeof event.session_id === 'string';
  const widened: StagedEvent = {
    ...event,
    // Tells which copy of an event a row is, where no id is shown.
    page_view_page_title: `${event.event_id} ${event.rid}`,
    platform: index % 3 === 0 ? 'Web' : 'iOS',
    event_value: index / 2,
    ...(sequence === null ? {} : { event_bundle_sequence_id: sequence }),
    ...(hasSession ? { session_id: sessionId(pseudoId ?? '', session) } : {}),
    // A user id that is another one's pseudo id makes the two one person.
    ...(joins && typeof event.user_id === 'string' ? { user_id: `user ${index % 4}` } : {}),
  };
  return { ...row, event: widened };
}

/** Events as in `generatedRows`, with what the order, the persons and the sessions of analyses depend on. */
export const activityRows: fc.Arbitrary<readonly GeneratedRow[]> = fc
  .tuple(generatedRows, fc.array(extra, { minLength: 40, maxLength: 40 }))
  .map(([rows, extras]) =>
    rows.map((row, index) => {
      const more = extras[index];
      return more === undefined ? row : widen(row, more, index);
    }),
  );
