import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useMemo } from 'react';
import { TimeChart } from '../../charts/time-chart.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState } from '../../panel/panel-states.tsx';
import { useScopeApp } from '../../scope/scope.ts';
import type { SegmentDetail } from './segment-api.ts';

/** Users by run. */
export function SegmentTrend({ segment }: { readonly segment: SegmentDetail }) {
  const say = useSay();
  const formats = useFormats();
  const timeZone = useScopeApp()?.timeZone ?? 'UTC';
  const { trend } = segment;
  const title = say('segments.trendTitle');
  const buckets = useMemo(
    () => trend.map(({ atMs }) => ({ key: String(atMs), label: formats.moment(atMs, timeZone) })),
    [formats, timeZone, trend],
  );
  const series = useMemo(
    () => [{ key: 'users', name: say('segments.column.users'), values: trend.map(({ users }) => users) }],
    [say, trend],
  );
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      {trend.length === 0 ? (
        <EmptyState text={say('segments.trendEmpty')} />
      ) : (
        <TimeChart
          title={title}
          kind="bar"
          buckets={buckets}
          series={series}
          height={220}
          format={formats.count}
          formatShort={formats.compact}
        />
      )}
    </Container>
  );
}
