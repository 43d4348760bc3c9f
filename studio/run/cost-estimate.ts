import type { DiscoveredMetadata } from '@millstream/modeling';
import type { AnalysisSpec } from '../spec/analysis-spec.ts';
import type { TimeRange } from '../time/time-range.ts';
import { localDate } from '../time/zone-clock.ts';
import { eventNamesOf } from './event-names.ts';

/** What a query will take. */
export interface CostEstimate {
  /** Local days of the range. */
  readonly days: number;
  /** Events of people that match the names and days; counted while loading, so that the estimate reads none. */
  readonly events: number;
  /** Wall time by the pace of earlier queries of the kind, ms; null before there was one. */
  readonly elapsedMs: number | null;
}

/** Days that an estimate needs counts for, back from the moment of the metadata. */
export function daysBack(range: TimeRange, asOfMs: number): number {
  return Math.max(2, Math.ceil((asOfMs - range.fromMs) / 86_400_000) + 2);
}

/** Counts the events that an analysis will read. */
export function eventsToRead(spec: AnalysisSpec, range: TimeRange, metadata: DiscoveredMetadata): number {
  const names = eventNamesOf(spec);
  const first = localDate(range.fromMs, metadata.timeZone).toString();
  const last = localDate(range.toMs - 1, metadata.timeZone).toString();
  return metadata.events
    .filter(({ name }) => names === undefined || names.includes(name))
    .flatMap(({ countsPerDay }) => countsPerDay)
    .filter(({ day }) => day >= first && day <= last)
    .reduce((sum, { eventCount }) => sum + eventCount, 0);
}

/** Remembers how fast queries of each kind went. */
export class QueryPace {
  readonly #eventsPerMs = new Map<string, number>();

  /** Learns from a finished query; recent ones count more. */
  learn(kind: string, done: { readonly events: number; readonly elapsedMs: number }): void {
    if (done.events === 0 || done.elapsedMs <= 0) return;
    const pace = done.events / done.elapsedMs;
    const before = this.#eventsPerMs.get(kind);
    this.#eventsPerMs.set(kind, before === undefined ? pace : 0.7 * before + 0.3 * pace);
  }

  /** Time that a query of the kind should take, ms. */
  expect(kind: string, events: number): number | null {
    const pace = this.#eventsPerMs.get(kind);
    return pace === undefined ? null : Math.round(events / pace);
  }
}
