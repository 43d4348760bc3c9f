import type { DimensionId } from '@millstream/reporting';
import type { WindowName } from '../lifecycle-context.ts';

/** Parts of a fact that add up. */
export const summedParts = [
  'events',
  'views',
  'opened',
  'crashed',
  'engagement',
  'value',
  'content_views',
  'entrances',
] as const;
/** Parts of a fact of which the largest counts. */
export const largestParts = ['duration', 'last_ms'] as const;
/** Parts of a fact that are sets of bits; only rollups have them. */
export const bitParts = ['names'] as const;
/** What a fact's row tells about the events behind it. */
export type FactPart =
  | (typeof summedParts)[number]
  | (typeof largestParts)[number]
  | (typeof bitParts)[number];

/** What a fact's rows are told apart by, beside dimensions. */
export type FactKey = 'bucket' | 'device' | 'person' | 'session';
/** What is known of the row's user: local day of the first touch (see `firstBucket`) and its instant. */
export type TouchColumn = 'first_bucket' | 'first_ms';
/** What a `span` tells beside the first and last event: the last arrival. */
export type SpanColumn = 'arrived_ms';
/** A column of a fact; `d_…` is a dimension's value as text. */
export type FactColumn = FactKey | FactPart | TouchColumn | SpanColumn | `d_${DimensionId}`;

/**
 * How finely a fact is divided: by session and what comes with it (device, place, version), also by event name, also by
 * page or screen, or by hour instead of day. `start` are the starts of sessions by week, `exit` the last view of each
 * session, `span` the first and last instant of all data. Facts of one grain and window are read together.
 */
export type FactGrain = 'visit' | 'name' | 'content' | 'hour' | 'start' | 'exit' | 'span';

/** A fact that a block reads: what of which events. */
export interface FactRequest {
  readonly window: WindowName;
  readonly grain: FactGrain;
  readonly columns: readonly FactColumn[];
}

/** Requests with equal names can be answered by one fact. */
export function factName({ window, grain }: Pick<FactRequest, 'window' | 'grain'>): string {
  return `${grain}_${window}`;
}

/** Column of a dimension. */
export function dimensionColumn(id: DimensionId): `d_${DimensionId}` {
  return `d_${id}`;
}
