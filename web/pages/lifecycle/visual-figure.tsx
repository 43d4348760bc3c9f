import Box from '@cloudscape-design/components/box';
import { useFormats } from '../../i18n/formats.ts';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import type { Freshness, InsightChart } from './visual-result.ts';
import { MatrixVisual } from './visuals/matrix-visual.tsx';
import { SeriesVisual } from './visuals/series-visual.tsx';
import { TotalVisual } from './visuals/total-visual.tsx';
import { ValuesVisual } from './visuals/values-visual.tsx';
import type { VisualProps } from './visuals/visual-props.ts';

/** A sentence of computed facts. */
function InsightVisual({ result }: VisualProps) {
  const { tag } = useSpeech();
  const { texts } = result.chart as InsightChart;
  return (
    <Box variant="p" fontSize="heading-s">
      <span className="ms-text">{texts[tag] ?? texts['en-US']}</span>
    </Box>
  );
}

function FreshnessVisual({ result }: VisualProps) {
  const say = useSay();
  const formats = useFormats();
  const { lastDate, finalTo } = result.chart as Freshness;
  return (
    <dl className="ms-facts">
      <dt>{say('lifecycle.lastDate')}</dt>
      <dd>{lastDate === null ? '–' : formats.day(lastDate)}</dd>
      <dt>{say('lifecycle.finalDate')}</dt>
      <dd>{finalTo === null ? '–' : formats.day(finalTo)}</dd>
    </dl>
  );
}

/** Draws the result of any visual of the life cycle dashboard. */
export function VisualFigure(props: VisualProps) {
  switch (props.visual.query.shape) {
    case 'total':
      return <TotalVisual {...props} />;
    case 'breakdown':
    case 'exits':
      return <ValuesVisual {...props} />;
    case 'retentionMatrix':
      return <MatrixVisual {...props} />;
    case 'insight':
      return <InsightVisual {...props} />;
    case 'freshness':
      return <FreshnessVisual {...props} />;
    default:
      return <SeriesVisual {...props} />;
  }
}
