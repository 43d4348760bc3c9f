import type {
  AnalysisResult,
  AttributionChart,
  Cell,
  FunnelBar,
  FunnelBarChart,
  RetentionChart,
} from '@millstream/studio/spec';
import type { MetadataNames } from '../../filters/metadata-names.ts';
import type { Speech } from '../../i18n/language.tsx';
import type { BucketText } from './bucket-text.ts';
import { eventSeriesViews } from './event-series-view.ts';
import type { ResultMark } from './result-mark.ts';
import { pairOf } from './retention-heat.ts';
import type { SeriesWords } from './series-words.ts';

/** How a table's cell is written. */
export type CellFormat = 'text' | 'count' | 'number' | 'rate' | 'duration';

/** A column of a result's table. */
export interface TableColumn {
  readonly title: string;
  readonly format: CellFormat;
}

/** A cell: its value, and the address of what lies behind it. */
export interface TableCell {
  readonly value: Cell;
  readonly behind?: Pick<ResultMark, 'cell' | 'unit' | 'group' | 'bucket' | 'event' | 'node'>;
}

/** A result as a table. */
export interface ResultTableModel {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** Words that a table is written with. */
export interface TableWords {
  readonly speech: Speech;
  readonly series: SeriesWords;
  readonly names: MetadataNames;
  readonly buckets: BucketText;
}

const plain = (value: Cell): TableCell => ({ value });
const grouped = (key: unknown) => (key === undefined ? {} : { group: key as never });

function groupColumns(result: AnalysisResult, { names }: TableWords): readonly TableColumn[] {
  const fields = 'groupBy' in result.spec ? (result.spec.groupBy ?? []) : [];
  return fields.map((field) => ({ title: names.field(field), format: 'text' as const }));
}

function groupCells(
  group: { readonly key?: unknown; readonly group?: string },
  count: number,
): readonly TableCell[] {
  const { key } = group;
  if (count === 0) return [];
  if (!Array.isArray(key)) return Array.from({ length: count }, () => plain('(other)'));
  return key.map((part: string | null) =>
    plain(part === null ? '(not set)' : part === '' ? '(empty)' : part),
  );
}

function eventTable(result: AnalysisResult, words: TableWords): ResultTableModel {
  const views = eventSeriesViews(result, words.series);
  const { x } = result.chart as { readonly x: readonly string[] };
  const groups = groupColumns(result, words);
  const partial = new Set(result.partialBuckets);
  const { speech } = words;
  return {
    columns: [
      { title: speech.say('explore.series'), format: 'text' },
      ...groups,
      ...x.map((key) => ({
        title: partial.has(key)
          ? speech.say('explore.soFar', { bucket: words.buckets.short(key) })
          : words.buckets.short(key),
        format: 'number' as const,
      })),
      { title: speech.say('explore.total'), format: 'number' },
    ],
    rows: views.map((view) => {
      const cell = { metric: view.metric, ...grouped(view.group) };
      const shared = { unit: view.behind, event: view.event, ...grouped(view.group) };
      return [
        plain(words.series.metric(view.metric)),
        ...groupCells({ key: view.group }, groups.length),
        ...view.values.map((value, at): TableCell => {
          const bucket = x[at] ?? '';
          return { value, behind: { ...shared, bucket, cell: { ...cell, bucket } } };
        }),
        { value: view.total ?? null, behind: { ...shared, cell } },
      ];
    }),
  };
}

function funnelTable(result: AnalysisResult, words: TableWords): ResultTableModel {
  const { spec } = result;
  if (spec.kind !== 'funnel') return { columns: [], rows: [] };
  const { speech } = words;
  const groups = groupColumns(result, words);
  const hasBucket = result.columns[0]?.name === 'bucket';
  const steps = spec.funnel.steps.map((_, index) => words.series.step(index + 1));
  const before = hasBucket ? 1 : 0;
  const unit = spec.funnel.metric === 'userCount' ? 'user' : 'event';
  const chart = result.chart as readonly FunnelBar[] | FunnelBarChart;
  const keys = Array.isArray(chart)
    ? new Map<string, unknown>()
    : new Map((chart as FunnelBarChart).series.map(({ group, key }) => [group ?? '', key]));
  return {
    columns: [
      ...(hasBucket ? [{ title: speech.say('explore.bucket'), format: 'text' as const }] : []),
      ...groups,
      ...steps.map((title, index) => ({ title: `${index + 1} ${title}`, format: 'count' as const })),
      { title: speech.say('explore.totalConversion'), format: 'rate' },
      ...steps
        .slice(1)
        .map((title) => ({ title: speech.say('explore.rateOf', { step: title }), format: 'rate' as const })),
      ...(spec.funnel.medians
        ? steps.slice(1).map((title) => ({
            title: speech.say('explore.medianOf', { step: title }),
            format: 'duration' as const,
          }))
        : []),
    ],
    rows: result.rows.map((row) => {
      const bucketKey = hasBucket && row[0] !== 'Total' ? String(row[0]) : undefined;
      const label = row.slice(before, before + groups.length).join(' / ');
      const key = groups.length === 0 ? undefined : keys.get(label);
      return row.map((value, at): TableCell => {
        if (hasBucket && at === 0)
          return plain(value === 'Total' ? speech.say('explore.total') : words.buckets.short(String(value)));
        const step = at - before - groups.length + 1;
        if (step < 1 || step > steps.length) return plain(value);
        const address = { step, ...(bucketKey === undefined ? {} : { bucket: bucketKey }), ...grouped(key) };
        return { value, behind: { cell: address, unit, ...grouped(key) } };
      });
    }),
  };
}

function pathTable(result: AnalysisResult, words: TableWords): ResultTableModel {
  const { speech } = words;
  const chart = result.chart as {
    readonly nodes: readonly { readonly id: string; readonly label: string; readonly step: number }[];
  };
  const nodes = new Map(chart.nodes.map((node) => [node.id, node]));
  const unit = result.spec.kind === 'path' && result.spec.path.metric === 'eventCount' ? 'event' : 'user';
  return {
    columns: [
      { title: speech.say('explore.step'), format: 'count' },
      { title: speech.say('explore.from'), format: 'text' },
      { title: speech.say('explore.to'), format: 'text' },
      { title: speech.say(`explore.unit.${unit}Count`), format: 'count' },
    ],
    rows: result.rows.map(([step = null, source = null, target = null, value = null]) => {
      const [from, to] = [nodes.get(String(source)), nodes.get(String(target))];
      const cell = { type: 'edge', step, source: from?.label ?? '', target: to?.label ?? null };
      return [
        plain(step),
        plain(from === undefined ? source : words.series.node(from.label)),
        plain(to === undefined ? speech.say('explore.sessionEnded') : words.series.node(to.label)),
        { value, behind: { cell, unit } },
      ];
    }),
  };
}

function retentionTable(result: AnalysisResult, words: TableWords): ResultTableModel {
  const { speech } = words;
  const groups = groupColumns(result, words);
  const { series } = result.chart as RetentionChart;
  const say = (id: string) => speech.say(`explore.${id}`);
  // The answer's rows stand in the order of the chart's series, each with its cells.
  const order = series.flatMap((one, index) => one.points.map(() => ({ one, pair: pairOf(result, index) })));
  return {
    columns: [
      { title: say('pair'), format: 'text' },
      ...groups,
      { title: say('cohort'), format: 'text' },
      { title: say('bucket'), format: 'text' },
      { title: say('offset'), format: 'count' },
      { title: say('cohortUsers'), format: 'count' },
      { title: say('cameBack'), format: 'count' },
      { title: say('rate'), format: 'rate' },
    ],
    rows: result.rows.map((row, index) => {
      const [cohort, bucket, offset, size, users, rate] = row.slice(1 + groups.length);
      const { one, pair } = order[index] ?? {};
      const address = { pair: pair ?? 0, cohort, ...grouped(one?.key) };
      return [
        plain(words.series.pair(pair ?? 0)),
        ...groupCells({ key: one?.key }, groups.length),
        plain(words.buckets.short(String(cohort))),
        plain(words.buckets.short(String(bucket))),
        plain(offset ?? null),
        { value: size ?? null, behind: { cell: address, unit: 'user' as const } },
        { value: users ?? null, behind: { cell: { ...address, bucket }, unit: 'user' as const } },
        plain(rate ?? null),
      ];
    }),
  };
}

function attributionTable(result: AnalysisResult, words: TableWords): ResultTableModel {
  const say = (id: string) => words.speech.say(`explore.${id}`);
  const { bars } = result.chart as AttributionChart;
  return {
    columns: [
      { title: say('touchpoint'), format: 'text' },
      { title: say('triggers'), format: 'count' },
      { title: say('conversions'), format: 'count' },
      { title: say('triggersWithConversion'), format: 'count' },
      { title: say('contribution'), format: 'number' },
      { title: say('contributionRate'), format: 'rate' },
    ],
    rows: result.rows.map((row, touchpoint) => {
      const [, triggers = null, conversions = null, converting = null, contribution = null, rate = null] =
        row;
      const isRest = touchpoint >= bars.length;
      const unattributed = result.totals?.unattributed ?? 0;
      const behind = (cell: Readonly<Record<string, unknown>>) => ({
        behind: { cell, unit: 'event' as const },
      });
      if (isRest) {
        return [
          plain(say('unattributed')),
          plain(null),
          { value: unattributed, ...behind({ type: 'unattributed' }) },
          plain(null),
          plain(contribution),
          plain(null),
        ];
      }
      return [
        plain(words.series.touchpoint(touchpoint)),
        { value: triggers, ...behind({ type: 'triggers', touchpoint }) },
        { value: conversions, ...behind({ type: 'conversions' }) },
        { value: converting, ...behind({ type: 'triggersWithConversion', touchpoint }) },
        plain(contribution),
        plain(rate),
      ];
    }),
  };
}

/** A result as the table that people read, copy and download. */
export function tableModel(result: AnalysisResult, words: TableWords): ResultTableModel {
  switch (result.spec.kind) {
    case 'event':
      return eventTable(result, words);
    case 'funnel':
      return funnelTable(result, words);
    case 'path':
      return pathTable(result, words);
    case 'retention':
      return retentionTable(result, words);
    case 'attribution':
      return attributionTable(result, words);
  }
}
