import type { FilesToCompare, Restatement, TrafficSource, TrafficWorkbench } from '@millstream/processing';
import { type CountedVisit, visitBatches } from './visit-rows.ts';

/** How many of something there are, and what other rules would do to them. */
export interface PreviewCount {
  readonly total: number;
  /** Would have another traffic source. */
  readonly changed: number;
  /** Cannot be told from what is stored; processing again may or may not change them. */
  readonly unknown: number;
}

/** Events and sessions that would move from one value to another; null is no value. */
export interface PreviewMove {
  readonly from: string | null;
  readonly to: string | null;
  readonly events: number;
  readonly sessions: number;
}

/** What rules would change of past days. Nothing is written. */
export interface RulesPreview {
  readonly events: PreviewCount;
  readonly sessions: PreviewCount;
  /** Moves between channel groups, most sessions first. */
  readonly channels: readonly PreviewMove[];
  /** Moves between source categories, most sessions first. */
  readonly categories: readonly PreviewMove[];
  /** Moves between sources, most sessions first; at most 50. */
  readonly sources: readonly PreviewMove[];
}

/** Rows that go to the thread at once. */
const batchRows = 500;
const shownSources = 50;

/** Runs the pipeline's own code over stored visits and counts what the next rules would change. */
export async function previewRules(
  workbench: TrafficWorkbench,
  comparison: FilesToCompare,
  rows: AsyncIterable<unknown>,
): Promise<RulesPreview> {
  const tally = new Tally();
  let current: readonly CountedVisit[] = [];
  async function* batches() {
    for await (const batch of visitBatches(rows, batchRows)) {
      current = batch;
      yield batch.map(({ visit }) => visit);
    }
  }
  for await (const restatements of workbench.compare(comparison, batches())) {
    for (const [index, counted] of current.entries()) tally.add(counted, restatements[index]);
  }
  return tally.result();
}

class Tally {
  readonly #events = { total: 0, changed: 0, unknown: 0 };
  readonly #sessions = { total: 0, changed: 0, unknown: 0 };
  readonly #moves = { channelGroup: new Moves(), category: new Moves(), source: new Moves() };

  add(counted: CountedVisit, restatement: Restatement | undefined): void {
    const { visit, events, sessions } = counted;
    this.#events.total += events;
    this.#sessions.total += sessions;
    if (restatement === undefined || restatement.kind === 'same') return;
    this.#events[restatement.kind] += events;
    this.#sessions[restatement.kind] += sessions;
    if (restatement.kind === 'unknown') return;
    for (const field of ['channelGroup', 'category', 'source'] as const) {
      this.#moves[field].add([visit.traffic, restatement.traffic], field, counted);
    }
  }

  result(): RulesPreview {
    return {
      events: this.#events,
      sessions: this.#sessions,
      channels: this.#moves.channelGroup.list(),
      categories: this.#moves.category.list(),
      sources: this.#moves.source.list().slice(0, shownSources),
    };
  }
}

/** Moves of one field, by both values. */
class Moves {
  readonly #byValues = new Map<string, { -readonly [Key in keyof PreviewMove]: PreviewMove[Key] }>();

  add(
    [before, after]: readonly [TrafficSource, TrafficSource],
    field: keyof TrafficSource,
    { events, sessions }: CountedVisit,
  ): void {
    const [from, to] = [before[field], after[field]];
    if (from === to) return;
    const key = JSON.stringify([from, to]);
    const move = this.#byValues.get(key) ?? { from, to, events: 0, sessions: 0 };
    move.events += events;
    move.sessions += sessions;
    this.#byValues.set(key, move);
  }

  list(): readonly PreviewMove[] {
    return [...this.#byValues.values()].sort(
      (a, b) =>
        b.sessions - a.sessions ||
        b.events - a.events ||
        (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1),
    );
  }
}
