import type { LifecycleDefinition, Visual } from './definition.ts';
import type { ValueKey } from './visual-result.ts';

/** Address of a number of a visual, as the server reads it. */
export interface VisualCell {
  readonly metric: string;
  readonly bucket?: string;
  readonly key?: readonly (string | null)[];
  readonly first?: string;
}

/** A number that somebody points at. */
export interface VisualMark {
  /** Series, value, bucket in words. */
  readonly place: readonly string[];
  /** The number as it is shown. */
  readonly text: string;
  /** What opens behind it; null for averages, rates, sessions and rests. */
  readonly opens: { readonly cell: VisualCell; readonly unit: 'user' | 'event' } | null;
  /** Why nothing opens, where it is not the kind of number: several platforms are looked at together. */
  readonly noList?: 'platforms';
  /** Raw values of its row, by dimension. */
  readonly values?: readonly { readonly dimension: string; readonly value: string | null }[];
}

/** Told when somebody opens a number: by click, Enter or long press. */
export type OpenVisualMark = (mark: VisualMark, at: { readonly x: number; readonly y: number }) => void;

/** Series that are no metrics but can be opened; a share opens the users above its line. */
const openSeries: Readonly<Record<string, { readonly metric: string; readonly unit: 'user' | 'event' }>> = {
  dau: { metric: 'dau', unit: 'user' },
  wau: { metric: 'wau', unit: 'user' },
  mau: { metric: 'mau', unit: 'user' },
  dauPerWau: { metric: 'dau', unit: 'user' },
  dauPerMau: { metric: 'dau', unit: 'user' },
  wauPerMau: { metric: 'wau', unit: 'user' },
  day: { metric: 'day', unit: 'event' },
  last7Days: { metric: 'last7Days', unit: 'event' },
  last30Days: { metric: 'last30Days', unit: 'event' },
  today: { metric: 'today', unit: 'user' },
  yesterday: { metric: 'yesterday', unit: 'user' },
  new: { metric: 'new', unit: 'user' },
  retained: { metric: 'retained', unit: 'user' },
  return: { metric: 'return', unit: 'user' },
  churn: { metric: 'churn', unit: 'user' },
};

/** Shapes whose numbers belong to one day, hour or week. */
const needsDay: ReadonlySet<string> = new Set([
  'stickiness',
  'trailingEvents',
  'retentionMatrix',
  'hours',
  'weeklyLifeCycle',
  'retentionByDate',
]);

/** What a series of a visual opens when it is no metric: behind a rate of return stand those who came back. */
function seriesAt(
  shape: string,
  name: string,
): { readonly metric: string; readonly unit: 'user' | 'event' } | undefined {
  if (shape === 'retentionByDate') return { metric: name, unit: 'user' };
  return openSeries[name];
}

/**
 * A mark as it may be opened under these platforms: in the weekly life cycle users count on each platform, so that only
 * one with a name of its own has a list as long as the number.
 */
export function openableMark(
  mark: VisualMark,
  { query }: Visual,
  platforms: readonly string[] = [],
): VisualMark {
  const isOne = platforms.length === 0 || (platforms.length === 1 && platforms[0] !== 'other');
  if (query.shape !== 'weeklyLifeCycle' || isOne) return mark;
  return { ...mark, opens: null, noList: 'platforms' };
}

/** What lies behind a number of a visual; null when nothing can be listed. */
export function opensAt(
  definition: LifecycleDefinition,
  visual: Visual,
  at: {
    readonly metric: string;
    readonly bucket?: string | undefined;
    readonly key?: ValueKey | undefined;
    readonly first?: string;
  },
): VisualMark['opens'] {
  if (!definition.drillShapes.includes(visual.query.shape) || at.key === 'other') return null;
  const metric = definition.metrics[at.metric];
  const series = seriesAt(visual.query.shape, at.metric);
  const needsBucket = needsDay.has(visual.query.shape);
  if (needsBucket && at.bucket === undefined) return null;
  const unit = metric?.opens ?? series?.unit ?? null;
  if (unit === null) return null;
  const cell: VisualCell = {
    metric: series?.metric ?? at.metric,
    ...(at.bucket === undefined ? {} : { bucket: at.bucket }),
    ...(at.key === undefined ? {} : { key: at.key }),
    ...(at.first === undefined ? {} : { first: at.first }),
  };
  return { cell, unit };
}

/** Dimensions of a visual with the reader's choices put in. */
export function dimensionsOf(
  visual: Visual,
  parameters: Readonly<Record<string, string | number>>,
): readonly string[] {
  return [visual.query.by ?? []].flat().map((name) => String(parameters[name] ?? name));
}
