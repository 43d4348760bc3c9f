import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { textOn } from '../../theme/palette.ts';
import { usePalette } from '../../theme/theme.tsx';
import { heatColour } from './heat-scale.ts';
import { MarkWalker } from './mark-walk.tsx';
import type { OpenMark, ResultMark } from './result-mark.ts';
import { ScrollArea } from './scroll-area.tsx';

/** One cell of a cohort's row. */
export interface HeatCell {
  readonly mark: ResultMark;
  /** Share that its colour stands for. */
  readonly share: number;
  readonly isOpen: boolean;
}

/** A cohort: its name, its size, and its cells; null where the time is still to come. */
export interface HeatRow {
  readonly id: string;
  readonly name: string;
  readonly size: ResultMark;
  readonly cells: readonly (HeatCell | null)[];
}

/** Retention as a heat map: cohort and size stay in sight, unfinished cells are hatched, impossible ones blank. */
export function HeatTable(props: {
  readonly name: string;
  readonly summary: string;
  readonly columns: readonly string[];
  readonly rows: readonly HeatRow[];
  /** All cohorts together, each by its size; null where none has a cell. */
  readonly weighted: readonly (number | null)[] | null;
  readonly onOpen?: OpenMark | undefined;
}) {
  const say = useSay();
  const formats = useFormats();
  const palette = usePalette();
  const { rows, columns, onOpen } = props;
  const marks = rows.flatMap(({ size, cells }) => [
    size,
    ...cells.flatMap((cell) => (cell === null ? [] : [cell.mark])),
  ]);
  // The first column is nearly everybody: it would eat the scale.
  const later = rows.flatMap(({ cells }) =>
    cells.slice(1).flatMap((cell) => (cell === null ? [] : [cell.share])),
  );
  const highest = Math.max(0, ...later);
  const colourOf = (share: number, column: number) =>
    column === 0 ? palette.line : heatColour(share, highest, palette.sequential);
  return (
    <MarkWalker name={props.name} summary={props.summary} marks={marks} onOpen={onOpen}>
      {(walk) => (
        <>
          <ScrollArea name={props.name}>
            <table className="ms-heat">
              <caption className="ms-visually-hidden">{props.name}</caption>
              <thead>
                <tr>
                  <th scope="col" className="ms-heat-head" style={{ insetInlineStart: 0 }}>
                    {say('explore.cohort')}
                  </th>
                  <th scope="col">{say('explore.cohortUsers')}</th>
                  {columns.map((column) => (
                    <th scope="col" key={column}>
                      {column}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {props.weighted !== null && (
                  <tr>
                    <th scope="row" className="ms-heat-head" style={{ insetInlineStart: 0 }}>
                      <strong>{say('explore.allCohorts')}</strong>
                    </th>
                    <td />
                    {props.weighted.map((share, index) => (
                      <td key={columns[index]}>
                        <strong>{share === null ? '' : formats.rate(share, 1)}</strong>
                      </td>
                    ))}
                  </tr>
                )}
                {rows.map((row) => (
                  <tr key={row.id}>
                    <th scope="row" className="ms-heat-head ms-text" style={{ insetInlineStart: 0 }}>
                      {row.name}
                    </th>
                    <td>
                      <button
                        type="button"
                        tabIndex={-1}
                        data-mark={row.size.id}
                        data-active={walk.activeId === row.size.id}
                        className="ms-heat-cell"
                        style={{ background: 'none', color: 'inherit' }}
                      >
                        {row.size.text}
                      </button>
                    </td>
                    {row.cells.map((cell, index) => {
                      if (cell === null) return <td key={columns[index]} />;
                      const background = colourOf(cell.share, index);
                      return (
                        <td key={columns[index]}>
                          <button
                            type="button"
                            tabIndex={-1}
                            data-mark={cell.mark.id}
                            data-active={walk.activeId === cell.mark.id}
                            className={`ms-heat-cell${cell.isOpen ? ' ms-open-cell' : ''}`}
                            style={{ backgroundColor: background, color: textOn(background) }}
                            title={`${cell.mark.place.join(' · ')}${cell.isOpen ? ` (${say('explore.unfinished')})` : ''}`}
                          >
                            {cell.mark.text}
                          </button>
                        </td>
                      );
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollArea>
          <div style={{ display: 'flex', alignItems: 'center', gap: 6, fontSize: 12, marginBlockStart: 8 }}>
            <span>{formats.rate(0, 0)}</span>
            {palette.sequential.map((colour) => (
              <span key={colour} style={{ inlineSize: 20, blockSize: 10, background: colour }} />
            ))}
            <span>{formats.rate(highest, 0)}</span>
          </div>
        </>
      )}
    </MarkWalker>
  );
}
