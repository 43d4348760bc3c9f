import type { StagedEvent, StagedReject } from '@millstream/core';
import type { TriedChange, TriedDifference } from '../../operations/plugin-calls.ts';
import type { DryResult } from './dry-stage.ts';

/** Places of a row in its file are the same on both sides. */
const placeColumns = new Set(['file', 'line', 'event_index']);

type Place = Pick<StagedEvent, 'line' | 'event_index'>;

const keyOf = ({ line, event_index }: Place) => `${line} ${event_index}`;
const byPlace = <Row extends Place>(rows: readonly Row[]) => new Map(rows.map((row) => [keyOf(row), row]));
const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

function changesOf(before: StagedEvent, after: StagedEvent): TriedChange[] {
  const columns = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...columns]
    .filter((column) => !placeColumns.has(column) && !same(before[column], after[column]))
    .map((column) => ({ column, before: before[column] ?? null, after: after[column] ?? null }));
}

function columnsOf(event: StagedEvent | undefined, side: 'before' | 'after'): TriedChange[] {
  if (event === undefined) return [];
  const columns = Object.entries(event).filter(([column]) => !placeColumns.has(column));
  return columns.map(([column, value]) => ({
    column,
    before: side === 'before' ? value : null,
    after: side === 'after' ? value : null,
  }));
}

/** Every event that two trials of the same records make otherwise, in their order. */
export function compareTrials(before: DryResult, after: DryResult): readonly TriedDifference[] {
  const [eventsBefore, eventsAfter] = [byPlace(before.events), byPlace(after.events)];
  const rejectsAfter = byPlace(after.rejects);
  const rejectsBefore = byPlace(before.rejects);
  const rejectAt = (rejects: ReadonlyMap<string, StagedReject>, place: Place) =>
    rejects.get(keyOf(place)) ?? rejects.get(keyOf({ line: place.line, event_index: -1 }));
  const differences: TriedDifference[] = [];
  for (const key of new Set([...eventsBefore.keys(), ...eventsAfter.keys()])) {
    const [was, is] = [eventsBefore.get(key), eventsAfter.get(key)];
    const place = is ?? was;
    if (place === undefined) continue;
    const about = {
      line: place.line,
      eventIndex: place.event_index,
      eventId: place.event_id,
      eventName: place.event_name,
    };
    if (was !== undefined && is !== undefined) {
      const changes = changesOf(was, is);
      if (changes.length > 0) differences.push({ ...about, kind: 'changed', reason: null, changes });
    } else if (is === undefined) {
      const reject = rejectAt(rejectsAfter, place);
      const kind = reject === undefined ? 'removed' : 'rejected';
      const reason = reject === undefined ? null : `${reject.reason}: ${reject.detail ?? ''}`;
      differences.push({ ...about, kind, reason, changes: columnsOf(was, 'before') });
    } else {
      const kind = rejectAt(rejectsBefore, place) === undefined ? 'added' : 'rescued';
      differences.push({ ...about, kind, reason: null, changes: columnsOf(is, 'after') });
    }
  }
  return differences.sort((a, b) => a.line - b.line || a.eventIndex - b.eventIndex);
}
