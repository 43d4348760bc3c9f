import Box from '@cloudscape-design/components/box';
import { DataTable } from '../../../table/data-table.tsx';
import { dimensionsOf, opensAt } from '../visual-mark.ts';
import type { ValuesChart } from '../visual-result.ts';
import type { VisualProps } from './visual-props.ts';

/** Metrics by value as a table; numbers that can be opened are buttons. */
export function ValueTable({ definition, visual, title, result, words, parameters, onMark }: VisualProps) {
  const { values } = result.chart as ValuesChart;
  const by = dimensionsOf(visual, parameters);
  const metrics = result.columns.slice(by.length).map(({ name }) => name);
  type Row = ValuesChart['values'][number];
  return (
    <DataTable<Row>
      id={`lifecycle.${visual.id}`}
      title={title}
      variant="embedded"
      hasHeader={false}
      hasFilter={values.length > 20}
      rows={values}
      keyOf={(row) => JSON.stringify(row.key)}
      columns={[
        ...by.map((dimension, index) => ({
          id: dimension,
          header: words.column(dimension),
          cell: (row: Row) => (
            <span className="ms-text">{words.label(row.labels[index] ?? '', dimension)}</span>
          ),
          value: (row: Row) => row.labels[index] ?? '',
          isRowHeader: index === 0,
        })),
        ...metrics.map((metric) => ({
          id: metric,
          header: words.name(metric),
          isNumber: true,
          value: (row: Row) => row.values[metric] ?? null,
          cell: (row: Row) => {
            const text = words.value(metric, row.values[metric] ?? null);
            const opens = opensAt(definition, visual, { metric, key: row.key });
            if (opens === null || onMark === undefined) return text;
            const keys = row.key === 'other' ? [] : row.key;
            const raw = by.map((dimension, index) => ({ dimension, value: keys[index] ?? null }));
            const place = [...row.labels.map((label, at) => words.label(label, by[at])), words.name(metric)];
            return (
              <button
                type="button"
                className="ms-plain-button ms-number"
                aria-label={`${place.join(', ')}: ${text}`}
                onClick={({ clientX: x, clientY: y }) =>
                  onMark({ place, text, opens, ...(keys.length > 0 ? { values: raw } : {}) }, { x, y })
                }
              >
                {text}
              </button>
            );
          },
        })),
      ]}
      empty={<Box textAlign="center">–</Box>}
    />
  );
}
