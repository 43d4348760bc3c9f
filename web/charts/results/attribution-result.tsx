import type { AnalysisResult, AttributionChart } from '@millstream/studio/spec';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { usePalette } from '../../theme/theme.tsx';
import type { PeriodNames } from './period-names.ts';
import type { OpenMark } from './result-mark.ts';
import { useSeriesWords } from './series-words.ts';
import { ValueBars } from './value-bars.tsx';

/** One model's answer. */
export interface ModelAnswer {
  readonly id: string;
  readonly name: string;
  readonly result: AnalysisResult;
  /** It is that of the compared range. */
  readonly isCompared?: true;
}

const wordsOf = (say: (id: string) => string): PeriodNames => ({
  now: say('chart.now'),
  before: say('chart.before'),
});

/** The answer alone, or beside that of the compared range. */
function periodAnswers(
  result: AnalysisResult,
  compared: AnalysisResult | undefined,
  { now, before }: PeriodNames,
): readonly ModelAnswer[] {
  if (compared === undefined) return [{ id: 'own', name: '', result }];
  return [
    { id: 'own', name: now, result },
    { id: 'before', name: before, result: compared, isCompared: true },
  ];
}

/** What each touchpoint earned as bars; several models side by side. */
export function AttributionResult(props: {
  readonly result: AnalysisResult;
  /** Answers of several models, the own one among them. @default the own one alone */
  readonly models?: readonly ModelAnswer[] | undefined;
  /** Answer of the compared range, drawn beside the own one; not beside other models. */
  readonly compared?: AnalysisResult | undefined;
  readonly periods?: PeriodNames | undefined;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { result: main, onOpen } = props;
  const say = useSay();
  const models = props.models ?? periodAnswers(main, props.compared, props.periods ?? wordsOf(say));
  const formats = useFormats();
  const palette = usePalette();
  const words = useSeriesWords(main.spec);
  const { bars, unattributed } = main.chart as AttributionChart;
  const colour = (at: number) =>
    models[at]?.isCompared ? palette.previous : (palette.series[at % palette.series.length] ?? palette.other);
  const compared = models.find((model) => model.isCompared);
  const rows = bars.map((bar, row) => ({
    id: `${row}`,
    name: words.touchpoint(row) || bar.name,
    bars: models.map(({ id, name, result, isCompared }, at) => {
      const own = (result.chart as AttributionChart).bars[row] ?? bar;
      const value = own.contribution;
      const text = `${formats.number(value)} · ${formats.rate(own.contributionRate, 1)}`;
      return {
        label: text,
        colour: colour(at),
        mark: {
          id: `${row} ${id}`,
          place: [words.touchpoint(row), ...(models.length > 1 ? [name] : [])],
          text,
          value,
          cell: { type: 'triggersWithConversion', touchpoint: row },
          ...(isCompared ? { isCompared } : {}),
          unit: 'event' as const,
          row: row * models.length + at,
          column: 0,
        },
      };
    }),
  }));
  const rest = {
    id: 'unattributed',
    name: say('explore.unattributed'),
    bars: [main, ...(compared === undefined ? [] : [compared.result])].map((answer, at) => {
      const { contribution } = (answer.chart as AttributionChart).unattributed;
      const text = formats.number(contribution);
      return {
        label: text,
        colour: at === 0 ? palette.other : palette.previous,
        mark: {
          id: at === 0 ? 'unattributed' : 'unattributed before',
          place: [say('explore.unattributed'), ...(compared === undefined ? [] : [models[at]?.name ?? ''])],
          text,
          value: contribution,
          cell: { type: 'unattributed' },
          ...(at === 0 ? {} : { isCompared: true as const }),
          unit: 'event' as const,
          row: rows.length * models.length + at,
          column: 0,
        },
      };
    }),
  };
  const conversions = main.totals?.conversions ?? 0;
  const missed = conversions === 0 ? null : unattributed.conversions / conversions;
  const summary = say('explore.attributionSummary', {
    touchpoints: rows.length,
    conversions: formats.count(conversions),
  });
  return (
    <>
      <p>
        {summary}{' '}
        {missed !== null && missed > 0 && say('explore.unattributedShare', { rate: formats.rate(missed, 1) })}
      </p>
      {models.length > 1 && (
        <p>
          {models.map(({ id, name }, at) => (
            <span key={id} style={{ marginInlineEnd: 16, whiteSpace: 'nowrap' }}>
              <span className="ms-swatch" style={{ background: colour(at) }} />
              {name}
            </span>
          ))}
        </p>
      )}
      <ValueBars
        name={say('explore.kind.attribution')}
        summary={summary}
        rows={[...rows, rest]}
        onOpen={onOpen}
      />
    </>
  );
}
