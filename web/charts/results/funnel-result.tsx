import type { AnalysisResult, FunnelBar, FunnelBarChart, GroupKey } from '@millstream/studio/spec';
import { type Formats, useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { usePalette } from '../../theme/theme.tsx';
import { FunnelBars } from './funnel-bars.tsx';
import type { FunnelStepView } from './funnel-step-view.ts';
import type { OpenMark, ResultMark } from './result-mark.ts';
import { useSeriesWords } from './series-words.ts';

/** Groups drawn side by side; more are in the table. */
const mostGroups = 5;

/** One group's count at one step, over the whole range. */
export interface FunnelCount {
  readonly step: number;
  readonly count: number;
  readonly medianSeconds: number | null;
}

/** One group of a funnel. */
export interface FunnelGroup {
  /** Empty without grouping. */
  readonly label: string;
  readonly key?: GroupKey;
  readonly steps: readonly FunnelCount[];
}

/** The groups of a funnel's answer over the whole range, whichever chart was asked for. */
export function funnelGroups(result: AnalysisResult): readonly FunnelGroup[] {
  if (Array.isArray(result.chart)) {
    const bars = result.chart as readonly FunnelBar[];
    if (bars.length === 0) return [];
    const steps = bars.map(({ step, count, medianSeconds }) => ({
      step,
      count,
      medianSeconds: medianSeconds ?? null,
    }));
    return [{ label: '', steps }];
  }
  const { series } = result.chart as FunnelBarChart;
  return [...Map.groupBy(series, ({ group, key }) => JSON.stringify(key ?? group ?? null)).values()].map(
    (list) => {
      const [first] = list;
      return {
        label: first?.group ?? '',
        ...(first?.key === undefined ? {} : { key: first.key }),
        steps: list.map(({ step, total, medianSeconds }) => ({
          step,
          count: total,
          medianSeconds: medianSeconds ?? null,
        })),
      };
    },
  );
}

/** The step that most are lost at: its number and the share lost; null when nothing was lost. */
export function largestDrop(
  steps: readonly FunnelCount[],
): { readonly step: number; readonly share: number } | null {
  const drops = steps.slice(1).map(({ step, count }, index) => {
    const before = steps[index]?.count ?? 0;
    return { step, lost: before - count, share: before === 0 ? 0 : (before - count) / before };
  });
  const [worst] = drops.filter(({ lost }) => lost > 0).sort((a, b) => b.lost - a.lost);
  return worst === undefined ? null : { step: worst.step, share: worst.share };
}

function betweenText(
  before: FunnelCount | undefined,
  now: FunnelCount,
  formats: Formats,
  median: (time: string) => string,
): string {
  const rate = before === undefined || before.count === 0 ? '-' : formats.rate(now.count / before.count, 1);
  const time = now.medianSeconds === null ? '' : ` · ${median(formats.duration(now.medianSeconds * 1_000))}`;
  return `→ ${rate}${time}`;
}

/** A funnel: how many reached each step, how many were lost, and where most were. */
export function FunnelResult(props: {
  readonly result: AnalysisResult;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { result, onOpen } = props;
  const say = useSay();
  const formats = useFormats();
  const palette = usePalette();
  const words = useSeriesWords(result.spec);
  const all = funnelGroups(result);
  const groups = all.slice(0, mostGroups);
  const highest = Math.max(1, ...groups.flatMap(({ steps }) => steps.map(({ count }) => count)));
  const unit = result.spec.kind === 'funnel' && result.spec.funnel.metric === 'eventCount' ? 'event' : 'user';
  const stepNumbers = groups[0]?.steps.map(({ step }) => step) ?? [];

  const steps = stepNumbers.map((step, index): FunnelStepView => {
    const bars = groups.map((group, at) => {
      const now = group.steps[index] ?? { step, count: 0, medianSeconds: null };
      const before = index === 0 ? undefined : group.steps[index - 1];
      const first = group.steps[0]?.count ?? 0;
      const lost = before === undefined ? 0 : Math.max(0, before.count - now.count);
      const place = [words.step(step), ...(group.label === '' ? [] : [group.label])];
      const address = { step, ...(group.key === undefined ? {} : { group: group.key }) };
      const shared = { row: at * 2, column: index, unit, event: eventOf(result, step) } as const;
      const share = first === 0 ? '-' : formats.rate(now.count / first, 1);
      const reachedMark: ResultMark = {
        ...shared,
        ...(group.key === undefined ? {} : { group: group.key }),
        id: `${step} ${at}`,
        place,
        text: `${formats.count(now.count)} · ${share}`,
        value: now.count,
        cell: address,
      };
      const lostMark: ResultMark = {
        ...reachedMark,
        id: `${step} ${at} lost`,
        place: [say('explore.droppedBefore', { step: words.step(step) }), ...place.slice(1)],
        text: formats.count(lost),
        value: lost,
        // Only people are listed who did not come; a lost event never was.
        cell: unit === 'user' ? { ...address, lost: true } : null,
        row: at * 2 + 1,
      };
      return {
        id: reachedMark.id,
        count: now.count,
        reached: now.count / highest,
        lost: lost / highest,
        colour: palette.series[at % palette.series.length] ?? palette.other,
        reachedMark,
        lostMark: before === undefined ? null : lostMark,
        label: `${formats.count(now.count)} · ${share}`,
      };
    });
    const only = groups.length === 1 ? groups[0] : undefined;
    const now = only?.steps[index];
    const between =
      index === 0 || now === undefined
        ? null
        : betweenText(only?.steps[index - 1], now, formats, (time) => say('explore.median', { time }));
    return { name: words.step(step), bars, between };
  });
  const [firstGroup] = groups;
  const drop = firstGroup === undefined || groups.length > 1 ? null : largestDrop(firstGroup.steps);
  const dropText =
    drop === null
      ? ''
      : say('explore.largestDrop', {
          from: words.step(drop.step - 1),
          to: words.step(drop.step),
          rate: formats.rate(drop.share, 1),
        });
  const summary = `${say('explore.funnelSummary', { steps: steps.length })} ${dropText}`;
  return (
    <div>
      {dropText !== '' && <p className="ms-text">{dropText}</p>}
      {groups.length > 1 && (
        <p>
          {groups.map(({ label, key }, at) => (
            <span key={JSON.stringify(key)} style={{ marginInlineEnd: 16, whiteSpace: 'nowrap' }}>
              <span className="ms-swatch" style={{ background: palette.series[at] }} />
              <span className="ms-text">{label}</span>
            </span>
          ))}
          {all.length > groups.length && say('explore.moreGroups', { n: all.length - groups.length })}
        </p>
      )}
      <FunnelBars name={say('explore.kind.funnel')} summary={summary} steps={steps} onOpen={onOpen} />
    </div>
  );
}

function eventOf({ spec }: AnalysisResult, step: number): string {
  return spec.kind === 'funnel' ? (spec.funnel.steps[step - 1]?.event ?? '') : '';
}
