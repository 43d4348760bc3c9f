import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useApi } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { quarantinePath, type Replay, type ReplayReceipt } from './quarantine-api.ts';
import { ReceiptView } from './replay-result.tsx';

const types: Readonly<Record<Replay['state'], StatusIndicatorProps.Type>> = {
  Running: 'in-progress',
  Succeeded: 'success',
  Failed: 'error',
  Cancelled: 'stopped',
};

/** Receipts of earlier replays; nothing while there are none. */
export function ReplayHistory({ projectId }: { readonly projectId: string }) {
  const say = useSay();
  const formats = useFormats();
  const replays = useApi<readonly Replay[]>({ path: `${quarantinePath(projectId)}/replays` });
  const done = (replays.data ?? []).filter(({ mode }) => mode === 'replay').slice(0, 20);
  if (done.length === 0) return null;
  return (
    <Container header={<Header variant="h2">{say('quarantine.receipts')}</Header>}>
      {done.map((replay) => (
        <ExpandableSection
          key={replay.replayId}
          headerText={
            <span>
              {formats.moment(replay.startedAtMs, 'UTC')} UTC ·{' '}
              {say('quarantine.records', { count: replay.asked })} · {replay.person}{' '}
              <StatusIndicator type={types[replay.state]}>
                {say(`replayState.${replay.state}`)}
              </StatusIndicator>
            </span>
          }
        >
          {replay.failure !== null && <p>{`${replay.failure.message} (${replay.failure.code})`}</p>}
          {replay.result !== null && <ReceiptView receipt={replay.result as ReplayReceipt} />}
        </ExpandableSection>
      ))}
    </Container>
  );
}
