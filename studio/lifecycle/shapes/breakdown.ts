import type { DimensionId, MetricId, PlatformRule } from '@millstream/reporting';
import type { GroupKey } from '../../drill/group-key.ts';
import type { ShapedResult } from '../../result/analysis-result.ts';
import { groupLabel, otherLabel } from '../../result/group-label.ts';
import { groupWarnings } from '../../result/shown-groups.ts';
import type { BlockRow } from '../blocks/block.ts';
import { formulas, type Measure, type MeasuredMetric, measuresOf } from '../blocks/measure.ts';
import { nameUsersBlock, nameUsersFact, nameUsersValue } from '../blocks/name-users-block.ts';
import { mostListed, valueRows, valuesBlock } from '../blocks/values-block.ts';
import { usableRollup } from '../facts/rollup-use.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import { measured, metricColumn, metricValue } from './metric-values.ts';
import type { PlannedVisual } from './planned-visual.ts';

/** A value of a breakdown with its metrics. */
export interface VisualValue {
  readonly key: GroupKey;
  readonly labels: readonly string[];
  readonly values: Readonly<Record<string, number | null>>;
}

/** What a breakdown shows. */
export interface BreakdownVisual {
  readonly metrics: readonly MetricId[];
  readonly by: readonly DimensionId[];
  /** Absent = all values. */
  readonly top: number | undefined;
  readonly platforms: PlatformRule;
}

/** The one measure of a metric that ranks. */
export function rankOf(metric: MeasuredMetric): Measure {
  const [measure] = formulas[metric].measures;
  if (measure === undefined) throw new Error(`${metric} has no measure`);
  return measure;
}

/** A value's key and the row that counts it. */
interface CountedValue {
  readonly key: GroupKey;
  readonly row: BlockRow | undefined;
}

/** The largest values in order of rank, then all others as one. */
function largestValues(
  rows: readonly BlockRow[],
  { top, by, rank }: { readonly top: number; readonly by: readonly DimensionId[]; readonly rank: Measure },
): readonly CountedValue[] {
  const shown = shownValues(rows, { top, rank }).map((row) => ({ key: row.texts.slice(0, by.length), row }));
  const rest = rows.find(({ integers: [kind, limit] }) => kind === valueRows.rest && limit === top);
  return [...shown, { key: 'other', row: rest }];
}

/** Rows of the largest values in order of rank. */
export function shownValues(
  rows: readonly BlockRow[],
  { top, rank }: { readonly top: number; readonly rank: Measure },
): readonly BlockRow[] {
  return valuesInOrder(rows).filter((row) => (row.integers[1] ?? 0) <= top && (row.value(rank) ?? 0) > 0);
}

function valuesInOrder(rows: readonly BlockRow[]): readonly BlockRow[] {
  return rows
    .filter(({ integers }) => integers[0] === valueRows.value)
    .sort((a, b) => (a.integers[1] ?? 0) - (b.integers[1] ?? 0));
}

/** Metrics by value. */
export function planBreakdown(
  { metrics: ids, by, top, platforms }: BreakdownVisual,
  context: LifecycleContext,
): PlannedVisual {
  const metrics = measured(ids);
  const [first] = metrics;
  if (first === undefined) throw new Error('a breakdown has a metric');
  const rank = rankOf(first);
  const measures = measuresOf(metrics);
  const users = rank === 'users' ? null : nameUsers({ by, measures, platforms, top }, context);
  const block = valuesBlock({
    by,
    measures: users === null ? measures : measures.filter((measure) => measure !== 'users'),
    rank,
    platforms,
    isListed: top === undefined,
    tops: top === undefined ? [] : [{ top, measures }],
    overTime: null,
  });
  return {
    blocks: users === null ? [block] : [block, users.block],
    shape(rowsOf) {
      const rows = users === null ? rowsOf(block) : users.added(rowsOf(block), rowsOf(users.block));
      const values = (top === undefined ? listed(rows, by) : largestValues(rows, { top, by, rank })).map(
        ({ key, row }) => ({
          key,
          labels: key === 'other' ? by.map(() => otherLabel) : key.map(groupLabel),
          values: Object.fromEntries(metrics.map((metric) => [metric, metricValue(metric, row)])),
        }),
      );
      // What has nothing to show is no value.
      const shown = values.filter(({ key, values: found }) =>
        key === 'other' ? (found[first] ?? 0) > 0 : Object.values(found).some((value) => (value ?? 0) > 0),
      );
      return valuesResult(shown, { by, metrics, warnings: cutWarning(rows, top) });
    },
  };
}

/**
 * Users by event name from the bits of visits instead of from all events; null where that is not what is asked or not to be
 * had. The rest of a top list is a set of names, which bits of single names cannot count.
 */
function nameUsers(
  asked: Pick<BreakdownVisual, 'by' | 'top' | 'platforms'> & { readonly measures: readonly Measure[] },
  context: LifecycleContext,
) {
  const { eventNumbers } = context;
  const isAsked =
    asked.by.join() === 'eventName' && asked.measures.includes('users') && asked.platforms === 'all';
  if (!isAsked || asked.top !== undefined || eventNumbers === undefined) return null;
  // An app without events has no names to count users of.
  if (eventNumbers.size === 0) return null;
  if (usableRollup(nameUsersFact, context) === null) return null;
  const block = nameUsersBlock([...eventNumbers.values()].sort((a, b) => a - b));
  return {
    block,
    added(rows: readonly BlockRow[], [users]: readonly BlockRow[]): readonly BlockRow[] {
      return rows.map((row) => {
        const number = eventNumbers.get(row.texts[0] ?? '');
        const count = number === undefined ? null : (users?.value(nameUsersValue(number)) ?? null);
        return { ...row, value: (name) => (name === 'users' ? count : row.value(name)) };
      });
    },
  };
}

/** Sessions by the value of their last view. */
export function planExits(by: DimensionId, top: number): PlannedVisual {
  const block = valuesBlock({
    by: [by],
    measures: ['sessions'],
    rank: 'sessions',
    isListed: false,
    tops: [{ top, measures: ['sessions'] }],
    overTime: null,
    platforms: 'all',
    grain: 'exit',
  });
  return {
    blocks: [block],
    shape(rowsOf) {
      const rows = rowsOf(block);
      const values = largestValues(rows, { top, by: [by], rank: 'sessions' })
        .map(({ key, row }) => ({
          key,
          labels: key === 'other' ? [otherLabel] : key.map(groupLabel),
          values: { exits: row?.value('sessions') ?? 0 },
        }))
        .filter(({ values: { exits } }) => exits > 0);
      return valuesResult(values, { by: [by], metrics: ['exits'], warnings: cutWarning(rows, top) });
    },
  };
}

function listed(rows: readonly BlockRow[], by: readonly DimensionId[]): readonly CountedValue[] {
  return valuesInOrder(rows).map((row) => ({ key: row.texts.slice(0, by.length), row }));
}

/** What a reader must know when not all values are there. */
export function cutWarning(rows: readonly BlockRow[], top: number | undefined): readonly string[] {
  const [, , all = 0, ranked = 0] =
    rows.find(({ integers }) => integers[0] === valueRows.value)?.integers ?? [];
  if (top !== undefined) return groupWarnings(ranked ?? 0, top);
  return (all ?? 0) > mostListed ? [`ROWS_CUT: the first ${mostListed} of ${all} rows are shown.`] : [];
}

function valuesResult(
  values: readonly VisualValue[],
  {
    by,
    metrics,
    warnings,
  }: { by: readonly DimensionId[]; metrics: readonly MetricId[]; warnings: readonly string[] },
): ShapedResult {
  return {
    columns: [...by.map((id) => ({ name: id, type: 'string' as const })), ...metrics.map(metricColumn)],
    rows: values.map(({ labels, values: found }) => [
      ...labels,
      ...metrics.map((metric) => found[metric] ?? null),
    ]),
    chart: { values },
    partialBuckets: [],
    warnings,
  };
}
