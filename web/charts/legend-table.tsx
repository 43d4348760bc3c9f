import type { MouseEvent } from 'react';
import { useFormats } from '../i18n/formats.ts';
import { useSay } from '../i18n/language.tsx';
import { coloursOf } from '../theme/palette.ts';
import { usePalette } from '../theme/theme.tsx';
import type { ChartSeries } from './series.ts';

/** The legend as a table: show or hide, name, total, change. Alt-click shows one alone. */
export function LegendTable(props: {
  readonly series: readonly ChartSeries[];
  readonly allNames?: readonly string[];
  readonly hidden: ReadonlySet<string>;
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
  readonly format: (value: number | null) => string;
  /** A click on a name or total. */
  readonly onSeries?: (series: ChartSeries, at: { readonly x: number; readonly y: number }) => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const palette = usePalette();
  const { series, hidden, onSeries } = props;
  const colours = coloursOf(props.allNames ?? series.map(({ key }) => key), palette);
  const hasTotal = series.some(({ total }) => total !== undefined);
  const hasBefore = hasTotal && series.some(({ before }) => before !== undefined);
  const toggle = (key: string, event: MouseEvent) => {
    if (event.altKey) {
      const others = series.map((one) => one.key).filter((other) => other !== key);
      const isAlone = others.every((other) => hidden.has(other));
      props.onHidden(new Set(isAlone ? [] : others));
      return;
    }
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    props.onHidden(next);
  };
  const change = ({ total, before }: ChartSeries) =>
    typeof total === 'number' && typeof before === 'number' && before !== 0
      ? `${total >= before ? '▲' : '▼'} ${formats.rate(Math.abs(total / before - 1), 1)}`
      : '–';
  return (
    <div className="ms-legend-scroll">
      <table className="ms-legend">
        <thead>
          <tr>
            <th scope="col">{say('chart.name')}</th>
            {hasTotal && <th scope="col">{say('chart.total')}</th>}
            {hasBefore && <th scope="col">{say('chart.before')}</th>}
            {hasBefore && <th scope="col">{say('chart.change')}</th>}
          </tr>
        </thead>
        <tbody>
          {series.map((one) => (
            <tr key={one.key}>
              <th scope="row">
                <input
                  type="checkbox"
                  checked={!hidden.has(one.key)}
                  aria-label={say('chart.show', { name: one.name })}
                  onClick={(event) => toggle(one.key, event)}
                  onChange={() => undefined}
                />
                <span className="ms-swatch" style={{ background: colours.get(one.key) }} aria-hidden="true" />
                {onSeries ? (
                  <button
                    type="button"
                    className="ms-plain-button ms-text"
                    onClick={(event) => onSeries(one, { x: event.clientX, y: event.clientY })}
                  >
                    {one.name}
                  </button>
                ) : (
                  <span className="ms-text">{one.name}</span>
                )}
              </th>
              {hasTotal && <td>{props.format(one.total ?? null)}</td>}
              {hasBefore && <td>{props.format(one.before ?? null)}</td>}
              {hasBefore && <td>{change(one)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
