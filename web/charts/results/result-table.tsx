import Pagination from '@cloudscape-design/components/pagination';
import type { AnalysisResult } from '@millstream/studio/spec';
import { useState } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import type { OpenMark } from './result-mark.ts';
import { ScrollArea } from './scroll-area.tsx';
import type { ResultTableModel } from './table-cells.ts';
import { cellText, useTableModel } from './use-table-model.ts';

const pageSize = 100;

/** A result as a table. */
export function ResultTable(props: {
  readonly result: AnalysisResult;
  readonly onOpen?: OpenMark | undefined;
}) {
  const say = useSay();
  const model = useTableModel(props.result);
  return (
    <ModelTable name={say(`explore.kind.${props.result.spec.kind}`)} model={model} onOpen={props.onOpen} />
  );
}

/** A table of figures; each countable one opens what lies behind it. */
export function ModelTable(props: {
  readonly name: string;
  readonly model: ResultTableModel;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { name, onOpen } = props;
  const formats = useFormats();
  const { columns, rows } = props.model;
  const [page, setPage] = useState(1);
  const pages = Math.ceil(rows.length / pageSize);
  const current = Math.min(page, Math.max(1, pages));
  const shown = rows.slice((current - 1) * pageSize, current * pageSize);
  return (
    <>
      <ScrollArea name={name}>
        <table className="ms-result-table">
          <caption className="ms-visually-hidden">{name}</caption>
          <thead>
            <tr>
              {[...columns.entries()].map(([at, { title, format }]) => (
                <th key={at} scope="col" className={format === 'text' ? undefined : 'ms-number'}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...shown.entries()].map(([row, cells]) => {
              const place = cells.flatMap(({ value }, at) =>
                columns[at]?.format === 'text' && value !== null ? [String(value)] : [],
              );
              return (
                <tr key={row}>
                  {[...cells.entries()].map(([at, { value, behind }]) => {
                    const column = columns[at] ?? { title: '', format: 'text' as const };
                    const text = cellText(value, column.format, formats);
                    const isText = column.format === 'text';
                    return (
                      <td key={at} className={isText ? 'ms-text' : 'ms-number'}>
                        {behind === undefined || value === null || onOpen === undefined ? (
                          text
                        ) : (
                          <button
                            type="button"
                            className="ms-figure"
                            onClick={({ clientX: x, clientY: y }) =>
                              onOpen(
                                {
                                  ...behind,
                                  id: `${row} ${at}`,
                                  place: [...place, column.title],
                                  text,
                                  value: typeof value === 'number' ? value : null,
                                  row,
                                  column: at,
                                },
                                { x, y },
                              )
                            }
                          >
                            {text}
                          </button>
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollArea>
      {pages > 1 && (
        <Pagination
          currentPageIndex={current}
          pagesCount={pages}
          onChange={({ detail }) => setPage(detail.currentPageIndex)}
        />
      )}
    </>
  );
}
