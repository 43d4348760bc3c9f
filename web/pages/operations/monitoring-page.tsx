import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useParams } from 'react-router';
import { useSay } from '../../i18n/language.tsx';
import { Page } from '../../shell/page.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import './operations.css';
import type { AlarmUnit } from '../alarms/alarm-api.ts';
import { useUnitText } from '../alarms/unit-text.ts';
import { MetricChart } from './metric-chart.tsx';

const hourMs = 3_600_000;
const ranges = {
  '1h': hourMs,
  '12h': 12 * hourMs,
  '24h': 24 * hourMs,
  '7d': 168 * hourMs,
  '14d': 336 * hourMs,
} as const;

interface Chart {
  readonly id: string;
  readonly metrics: readonly string[];
  readonly unit: AlarmUnit;
}

/** What is measured, in the order of an event's way. */
const charts: readonly Chart[] = [
  { id: 'requests', metrics: ['requests_per_s', 'requests_4xx_per_s', 'requests_5xx_per_s'], unit: 'count' },
  { id: 'response', metrics: ['response_p99_ms', 'sync_p99_ms'], unit: 'ms' },
  { id: 'bytes', metrics: ['bytes_per_s'], unit: 'bytes' },
  { id: 'workers', metrics: ['workers', 'connections'], unit: 'count' },
  { id: 'cpu', metrics: ['collector_cpu_percent'], unit: 'percent' },
  { id: 'memory', metrics: ['collector_memory', 'engine_memory'], unit: 'bytes' },
  { id: 'lag', metrics: ['oldest_waiting_ms', 'open_segment_ms'], unit: 'ms' },
  { id: 'events', metrics: ['events_per_s', 'rows_per_s'], unit: 'count' },
  { id: 'refused', metrics: ['rejected_ratio', 'undecodable_ratio', 'unknown_app_ratio'], unit: 'ratio' },
  {
    id: 'batches',
    metrics: ['batches', 'batch_failures', 'segments_retrying', 'segments_parked'],
    unit: 'count',
  },
  { id: 'sizes', metrics: ['raw_bytes', 'warehouse_bytes', 'lake_bytes'], unit: 'bytes' },
  { id: 'disk', metrics: ['disk_free_bytes'], unit: 'bytes' },
];

/** Everything that is measured of a pipeline, as small multiples over one range. */
export default function MonitoringPage() {
  const say = useSay();
  const unitText = useUnitText();
  const { projectId = '' } = useParams();
  const [range, setRange] = useUrlValue('range');
  const chosen = range !== null && range in ranges ? (range as keyof typeof ranges) : '12h';
  return (
    <Page
      title={say('monitoring.title')}
      crumbs={[
        { text: projectId, href: `/project/detail/${encodeURIComponent(projectId)}` },
        { text: say('nav.pipeline'), href: `/project/${encodeURIComponent(projectId)}/pipeline/main` },
      ]}
      description={say('monitoring.description')}
      actions={
        <SegmentedControl
          label={say('monitoring.range')}
          selectedId={chosen}
          onChange={({ detail }) => setRange(detail.selectedId)}
          options={Object.keys(ranges).map((id) => ({ id, text: say(`monitoring.range.${id}`) }))}
        />
      }
    >
      <SpaceBetween size="l">
        <div className="ms-small-multiples">
          {charts.map(({ id, metrics, unit }) => (
            <Container key={id} header={<Header variant="h2">{say(`monitoring.${id}`)}</Header>} fitHeight>
              <MetricChart
                projectId={projectId}
                title={say(`monitoring.${id}`)}
                metrics={metrics}
                rangeMs={ranges[chosen]}
                format={(value) => unitText(value, unit)}
                height={190}
              />
            </Container>
          ))}
        </div>
      </SpaceBetween>
    </Page>
  );
}
