import type { AnalysisResult } from '@millstream/studio/spec';
import { type Formats, useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { usePalette } from '../../theme/theme.tsx';
import { FunnelBars } from './funnel-bars.tsx';
import { type FunnelCount, type FunnelGroup, funnelGroups, largestDrop } from './funnel-groups.ts';
import type { FunnelStepView } from './funnel-step-view.ts';
import type { PeriodNames } from './period-names.ts';
import type { OpenMark, ResultMark } from './result-mark.ts';
import { useSeriesWords } from './series-words.ts';

/** Groups drawn side by side; more are in the table. */
const mostGroups = 5;

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

/** A group as its bars are drawn: one of the compared range opens that range's lists. */
interface DrawnGroup extends FunnelGroup {
  readonly isCompared?: true;
}

/** A funnel: how many reached each step, how many were lost, and where most were. */
export function FunnelResult(props: {
  readonly result: AnalysisResult;
  readonly compared?: AnalysisResult | undefined;
  readonly periods?: PeriodNames | undefined;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { result, onOpen } = props;
  const say = useSay();
  const formats = useFormats();
  const palette = usePalette();
  const words = useSeriesWords(result.spec);
  const all = funnelGroups(result);
  const shown = all.slice(0, mostGroups);
  const [only] = shown;
  const [before] = props.compared === undefined ? [] : funnelGroups(props.compared);
  const periods = props.periods ?? { now: say('chart.now'), before: say('chart.before') };
  // Groups of both ranges side by side say nothing; they stand in the table.
  const isCompared =
    shown.length === 1 && only?.key === undefined && before !== undefined && before.key === undefined;
  const groups: readonly DrawnGroup[] =
    isCompared && only !== undefined
      ? [
          { ...only, label: periods.now },
          { ...before, label: periods.before, isCompared: true },
        ]
      : shown;
  const highest = Math.max(1, ...groups.flatMap(({ steps }) => steps.map(({ count }) => count)));
  const unit = result.spec.kind === 'funnel' && result.spec.funnel.metric === 'eventCount' ? 'event' : 'user';
  const stepNumbers = groups[0]?.steps.map(({ step }) => step) ?? [];

  const colourOf = ({ isCompared: isBefore }: DrawnGroup, at: number) =>
    isBefore ? palette.previous : (palette.series[at % palette.series.length] ?? palette.other);
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
        ...(group.isCompared ? { isCompared: true as const } : {}),
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
        colour: colourOf(group, at),
        reachedMark,
        lostMark: before === undefined ? null : lostMark,
        label: `${formats.count(now.count)} · ${share}`,
      };
    });
    const single = shown.length === 1 ? only : undefined;
    const now = single?.steps[index];
    const between =
      index === 0 || now === undefined
        ? null
        : betweenText(single?.steps[index - 1], now, formats, (time) => say('explore.median', { time }));
    return { name: words.step(step), bars, between };
  });
  const drop = only === undefined || shown.length > 1 ? null : largestDrop(only.steps);
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
          {groups.map((group, at) => (
            <span
              key={JSON.stringify([group.key ?? null, group.isCompared ?? false])}
              style={{ marginInlineEnd: 16, whiteSpace: 'nowrap' }}
            >
              <span className="ms-swatch" style={{ background: colourOf(group, at) }} />
              <span className="ms-text">{group.label}</span>
            </span>
          ))}
          {all.length > shown.length && say('explore.moreGroups', { n: all.length - shown.length })}
        </p>
      )}
      <FunnelBars name={say('explore.kind.funnel')} summary={summary} steps={steps} onOpen={onOpen} />
    </div>
  );
}

function eventOf({ spec }: AnalysisResult, step: number): string {
  return spec.kind === 'funnel' ? (spec.funnel.steps[step - 1]?.event ?? '') : '';
}
