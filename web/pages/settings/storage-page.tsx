import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { MetricChart } from '../operations/metric-chart.tsx';
import { SettingsFrame } from './settings-frame.tsx';

interface Storage {
  readonly disk: { readonly totalBytes: number; readonly freeBytes: number };
  readonly installation: { readonly metadata: number; readonly plugins: number; readonly backups: number };
  readonly projects: readonly {
    readonly projectId: string;
    readonly sizes: Readonly<Record<'raw' | 'waiting' | 'warehouse' | 'lake' | 'logs', number>>;
    readonly forecast: {
      readonly bytesPerDay: number | null;
      readonly measuredDays: number;
      readonly fullAtMs: number | null;
    };
  }[];
}

const kinds = ['raw', 'waiting', 'warehouse', 'lake', 'logs'] as const;
const twoWeeksMs = 14 * 86_400_000;

/** Sizes by kind, growth, and when the disk will be full. */
export default function StoragePage() {
  const say = useSay();
  const formats = useFormats();
  const storage = useApi<Storage>({ path: '/storage' }, { refetchMs: 60_000 });
  return (
    <SettingsFrame section="storage" help={<Box variant="p">{say('storage.help')}</Box>}>
      <PanelBody query={storage} thing={say('settings.storage')} height={240}>
        {({ disk, installation, projects }) => (
          <SpaceBetween size="l">
            <Container header={<Header variant="h2">{say('storage.disk')}</Header>}>
              <SpaceBetween size="m">
                <ProgressBar
                  value={(100 * (disk.totalBytes - disk.freeBytes)) / disk.totalBytes}
                  label={say('storage.used')}
                  description={say('storage.free', {
                    free: formats.bytes(disk.freeBytes),
                    total: formats.bytes(disk.totalBytes),
                  })}
                />
                <KeyValuePairs
                  columns={3}
                  items={[
                    { label: say('storage.metadata'), value: formats.bytes(installation.metadata) },
                    { label: say('storage.plugins'), value: formats.bytes(installation.plugins) },
                    { label: say('storage.backups'), value: formats.bytes(installation.backups) },
                  ]}
                />
              </SpaceBetween>
            </Container>
            {projects.map(({ projectId, sizes, forecast }) => (
              <Container
                key={projectId}
                header={
                  <Header
                    variant="h2"
                    description={
                      forecast.bytesPerDay === null
                        ? say('storage.noForecast')
                        : forecast.fullAtMs === null
                          ? say('storage.never', { growth: formats.bytes(Math.max(0, forecast.bytesPerDay)) })
                          : say('storage.full', {
                              growth: formats.bytes(forecast.bytesPerDay),
                              date: formats.day(new Date(forecast.fullAtMs).toISOString().slice(0, 10)),
                            })
                    }
                  >
                    <span className="ms-text">{projectId}</span>
                  </Header>
                }
              >
                <SpaceBetween size="m">
                  <KeyValuePairs
                    columns={4}
                    items={kinds.map((kind) => ({
                      label: say(`storage.${kind}`),
                      value: formats.bytes(sizes[kind]),
                    }))}
                  />
                  <MetricChart
                    projectId={projectId}
                    title={say('storage.growth', { project: projectId })}
                    metrics={['raw_bytes', 'warehouse_bytes', 'lake_bytes']}
                    rangeMs={twoWeeksMs}
                    format={(value) => formats.bytes(value)}
                    height={220}
                  />
                </SpaceBetween>
              </Container>
            ))}
          </SpaceBetween>
        )}
      </PanelBody>
    </SettingsFrame>
  );
}
