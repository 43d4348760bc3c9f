import { type HeatRow, HeatTable } from '../../../charts/results/heat-table.tsx';
import type { ResultMark } from '../../../charts/results/result-mark.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { opensAt } from '../visual-mark.ts';
import type { MatrixChart } from '../visual-result.ts';
import type { VisualProps } from './visual-props.ts';

/** Rates of return by first active day as a heat map: rows begin at their own day. */
export function MatrixVisual({ definition, visual, title, result, words, onMark }: VisualProps) {
  const say = useSay();
  const formats = useFormats();
  const { x, rows } = result.chart as MatrixChart;
  const partial = new Set(result.partialBuckets);
  const shown = rows.filter(({ size }) => size > 0);
  const heat = shown.map((one, row): HeatRow => {
    const place = [words.bucket(one.date)];
    const start = x.indexOf(one.date);
    const mark = (bucket: string, column: number, value: number, text: string): ResultMark => ({
      id: `${row} ${column}`,
      place: [...place, words.bucket(bucket)],
      text,
      value,
      cell: { metric: 'activeUsers', first: one.date, bucket },
      unit: 'user',
      row,
      column,
    });
    return {
      id: one.date,
      name: words.bucket(one.date),
      size: mark(one.date, 0, one.size, formats.count(one.size)),
      cells: x.map((_, index) => {
        const bucket = x[start + index];
        const [users, rate] = [one.users[start + index] ?? null, one.rates[start + index] ?? null];
        if (bucket === undefined || users === null || rate === null) return null;
        return {
          share: rate,
          isOpen: partial.has(bucket),
          mark: mark(bucket, index + 1, users, `${formats.rate(rate, 1)}`),
        };
      }),
    };
  });
  const weighted = x.map((_, after) => {
    const counted = shown.flatMap(({ date, size, users }) => {
      const value = users[x.indexOf(date) + after] ?? null;
      return value === null ? [] : [{ size, value }];
    });
    const size = counted.reduce((sum, one) => sum + one.size, 0);
    return size === 0 ? null : counted.reduce((sum, { value }) => sum + value, 0) / size;
  });
  return (
    <HeatTable
      name={title}
      summary={say('lifecycle.matrixSummary', { rows: shown.length, days: x.length })}
      columns={x.map((_, after) => say('lifecycle.dayShort', { day: after }))}
      rows={heat}
      weighted={weighted}
      onOpen={
        onMark &&
        ((mark, at) => {
          const { first = '', bucket = '' } = (mark.cell ?? {}) as { first?: string; bucket?: string };
          const users = shown.find(({ date }) => date === first)?.users[x.indexOf(bucket)] ?? null;
          onMark(
            {
              place: mark.place,
              text: say('lifecycle.usersOf', { users: formats.count(users), rate: mark.text }),
              opens: opensAt(definition, visual, { metric: 'activeUsers', first, bucket }),
            },
            at,
          );
        })
      }
    />
  );
}
