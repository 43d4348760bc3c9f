import { KpiTile } from '../../../charts/kpi-tile.tsx';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { opensAt } from '../visual-mark.ts';
import type { TotalChart } from '../visual-result.ts';
import type { VisualProps } from './visual-props.ts';

/** Metrics of which more is better. */
const moreIsBetter: ReadonlySet<string> = new Set([
  'activeUsers',
  'newUsers',
  'engagementRate',
  'engagementSecondsPerEngagedSession',
]);

/** Metrics of the whole range beside those of the range before. */
export function TotalVisual({ definition, visual, result, compared, words, onMark }: VisualProps) {
  const say = useSay();
  const formats = useFormats();
  const { values, previous } = result.chart as TotalChart;
  const other = compared === null ? null : (compared.chart as TotalChart);
  return (
    <div className="ms-kpi-row">
      {values.map(({ metric, value, previous: before }) => {
        const compareTo = other?.values.find((one) => one.metric === metric)?.value ?? before;
        const opens = opensAt(definition, visual, { metric });
        const text = words.value(metric, value);
        const change = value === null || compareTo === null || compareTo === 0 ? null : value / compareTo - 1;
        const note =
          other === null
            ? say('lifecycle.before', {
                value: words.value(metric, compareTo),
                days: formats.days(previous.from, previous.to),
              })
            : say('lifecycle.compared', { value: words.value(metric, compareTo) });
        return (
          <KpiTile
            key={metric}
            label={words.name(metric)}
            value={words.unitOf(metric) === 'count' && value !== null ? words.short(metric, value) : text}
            exact={text}
            change={change}
            isMoreBetter={moreIsBetter.has(metric) ? true : null}
            note={note}
            {...(opens !== null && onMark
              ? {
                  onClick: () => onMark({ place: [words.name(metric)], text, opens }, pointOfFocus()),
                }
              : {})}
          />
        );
      })}
    </div>
  );
}

/** Beside the pressed element, for menus. */
function pointOfFocus(): { readonly x: number; readonly y: number } {
  const box = document.activeElement?.getBoundingClientRect();
  return { x: box?.left ?? 0, y: box?.bottom ?? 0 };
}
