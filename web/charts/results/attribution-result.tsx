import type { AnalysisResult, AttributionChart } from '@millstream/studio/spec';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { usePalette } from '../../theme/theme.tsx';
import type { OpenMark } from './result-mark.ts';
import { useSeriesWords } from './series-words.ts';
import { ValueBars } from './value-bars.tsx';

/** One model's answer. */
export interface ModelAnswer {
  readonly id: string;
  readonly name: string;
  readonly result: AnalysisResult;
}

/** What each touchpoint earned as bars; several models side by side. */
export function AttributionResult(props: {
  readonly result: AnalysisResult;
  /** Answers of several models, the own one among them. @default the own one alone */
  readonly models?: readonly ModelAnswer[] | undefined;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { result: main, onOpen } = props;
  const models = props.models ?? [{ id: 'own', name: '', result: main }];
  const say = useSay();
  const formats = useFormats();
  const palette = usePalette();
  const words = useSeriesWords(main.spec);
  const { bars, unattributed } = main.chart as AttributionChart;
  const colour = (at: number) => palette.series[at % palette.series.length] ?? palette.other;
  const rows = bars.map((bar, row) => ({
    id: `${row}`,
    name: words.touchpoint(row) || bar.name,
    bars: models.map(({ id, name, result }, at) => {
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
    bars: [
      {
        label: formats.number(unattributed.contribution),
        colour: palette.other,
        mark: {
          id: 'unattributed',
          place: [say('explore.unattributed')],
          text: formats.number(unattributed.contribution),
          value: unattributed.contribution,
          cell: { type: 'unattributed' },
          unit: 'event' as const,
          row: rows.length * models.length,
          column: 0,
        },
      },
    ],
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
