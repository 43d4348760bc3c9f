import type { AnalysisResult, RetentionChart } from '@millstream/studio/spec';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { useBucketText } from './bucket-text.ts';
import { type HeatRow, HeatTable } from './heat-table.tsx';
import type { OpenMark } from './result-mark.ts';
import { bucketKeys, pairOf, weightedRates } from './retention-heat.ts';
import { useSeriesWords } from './series-words.ts';

/** Retention as a heat map of cohorts. */
export function RetentionResult(props: {
  readonly result: AnalysisResult;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { result, onOpen } = props;
  const say = useSay();
  const formats = useFormats();
  const words = useSeriesWords(result.spec);
  const buckets = useBucketText(result.spec.granularity);
  const { x, series } = result.chart as RetentionChart;
  const keys = bucketKeys(result);
  const options = result.spec.kind === 'retention' ? result.spec.retention : null;
  const isEach = options?.cohort === 'each';
  const show = options?.show ?? 'retention';
  const partial = new Set(result.partialBuckets);
  const rows = series.map((one, row): HeatRow => {
    const pair = pairOf(result, row);
    const isNamed = (options?.pairs.length ?? 1) > 1 || !isEach;
    const start = keys.indexOf(one.cohort);
    const group = one.group === undefined ? [] : [one.group];
    const place = [...(isNamed ? [words.pair(pair)] : []), ...group, buckets.short(one.cohort)];
    const address = { pair, cohort: one.cohort, ...(one.key === undefined ? {} : { group: one.key }) };
    const shared = { row, unit: 'user', ...(one.key === undefined ? {} : { group: one.key }) } as const;
    return {
      id: `${row}`,
      name: place.join(' · '),
      size: {
        ...shared,
        id: `${row} size`,
        place,
        text: formats.count(one.cohortUsers),
        value: one.cohortUsers,
        cell: address,
        column: 0,
      },
      cells: one.points.map((rate, index) => {
        const users = one.users[index] ?? null;
        const bucket = keys[isEach ? start + index : index];
        if (rate === null || users === null || bucket === undefined) return null;
        return {
          share: rate,
          isOpen: partial.has(bucket),
          mark: {
            ...shared,
            id: `${row} ${index}`,
            place: [
              ...place,
              x[index] === bucket ? buckets.long(bucket) : `${x[index]} (${buckets.short(bucket)})`,
            ],
            text: formats.rate(rate, 1),
            value: rate,
            cell: { ...address, bucket, ...(show === 'attrition' ? { lost: true } : {}) },
            bucket,
            column: index + 1,
          },
        };
      }),
    };
  });
  const columns = isEach ? x : x.map(buckets.short);
  const weighted = isEach && rows.length > 1 ? weightedRates(series, show) : null;
  const openCells = rows.flatMap(({ cells }) => cells).filter((cell) => cell === null).length;
  return (
    <>
      <HeatTable
        name={say('explore.kind.retention')}
        summary={say('explore.retentionSummary', { cohorts: rows.length, columns: columns.length })}
        columns={columns}
        rows={rows}
        weighted={weighted}
        onOpen={onOpen}
      />
      {openCells > 0 && !isEach && <p>{say('explore.openCells', { n: openCells })}</p>}
    </>
  );
}
