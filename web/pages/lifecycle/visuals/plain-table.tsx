import type { ExportTable } from '../../../export/export-table.ts';
import { useSay } from '../../../i18n/language.tsx';
import type { Cell, VisualResult } from '../visual-result.ts';
import type { VisualWords } from '../visual-words.ts';
import { metricOfCell } from './cell-metric.ts';

/** Rows shown at once; all of them are in the files. */
const mostRows = 1_000;

/** The table behind a chart: the same numbers, exact. */
export function PlainTable(props: {
  readonly table: ExportTable;
  readonly name: string;
  readonly height: number;
  readonly words: VisualWords;
  readonly result: VisualResult;
}) {
  const say = useSay();
  const { table, result, words } = props;
  const text = (value: Cell, row: number, column: number) => {
    if (value === null) return '–';
    if (typeof value === 'string') return words.bucket(value);
    return words.value(metricOfCell(result, row, column), value);
  };
  return (
    <section
      className="ms-plain-table"
      style={{ maxBlockSize: props.height }}
      aria-label={props.name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
    >
      <table>
        <caption className="ms-visually-hidden">{props.name}</caption>
        <thead>
          <tr>
            {table.columns.map(({ header, format }) => (
              <th key={header} scope="col" className={format === undefined ? '' : 'ms-number'}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, mostRows).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a result have no name of their own and never move.
            <tr key={at}>
              {row.map((value, column) => (
                <td
                  key={table.columns[column]?.header}
                  className={table.columns[column]?.format === undefined ? 'ms-text' : 'ms-number'}
                >
                  {text(value, at, column)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > mostRows && <p>{say('lifecycle.firstRows', { count: mostRows })}</p>}
    </section>
  );
}
