import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useCallback, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useApiWrite } from '../../api/use-api.ts';
import { useLive } from '../../api/use-live.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { LoadingState } from '../../panel/panel-states.tsx';
import { studioPath } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { appPath, type VerifyState } from './app-api.ts';
import { VerifyChecklist } from './verify-checklist.tsx';
import { VerifyRow } from './verify-row.tsx';

/** Silence after which causes are looked for, seconds. */
const patienceSeconds = 30;

/** Counts seconds while it is shown. */
function useSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const startedAt = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - startedAt) / 1000)), 500);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

/** The last requests of an app as they arrive, each with its outcome; waits for the first one. */
export function VerifyPanel(props: {
  readonly projectId: string;
  readonly appId: string;
  readonly timeZone: string;
  readonly endpoint: string | null;
}) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const flashes = useFlashes();
  const { projectId, appId, timeZone } = props;
  const path = appPath(projectId, appId);
  const [state, setState] = useState<VerifyState | null>(null);
  const live = useLive(
    `${path}/verify`,
    useCallback((_event, data) => setState(data as VerifyState), []),
  );
  const maySend = useMay('project.write', projectId);
  const test = useApiWrite<{ status: number }, void>(() => ({ method: 'POST', path: `${path}/test-event` }));
  const seconds = useSeconds();
  const accepted = state?.entries.filter(({ kind }) => kind === 'accepted') ?? [];
  const isWaiting = state !== null && accepted.length === 0;
  const stored = accepted.flatMap(({ events, platform, atMs }) =>
    events
      .filter(({ outcome }) => outcome === 'human' || outcome === 'bot')
      .map(({ name }) => ({ name: name ?? '', platform: platform ?? 'none', atMs })),
  )[0];
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            state === null ? undefined : say('verify.today', { count: state.eventsToday, app: appId })
          }
          actions={
            <SpaceBetween size="xs" direction="horizontal">
              <StatusIndicator type={live === 'live' ? 'success' : live === 'lost' ? 'warning' : 'pending'}>
                {say(`verify.live.${live}`)}
              </StatusIndicator>
              <Button
                loading={test.isPending}
                disabled={!maySend}
                disabledReason={say('verify.mayNotSend')}
                onClick={() =>
                  test.mutate(undefined, {
                    onError: (error) => flashes.failed(say('verify.testFailed'), error),
                  })
                }
              >
                {say('verify.sendTest')}
              </Button>
            </SpaceBetween>
          }
        >
          {say('verify.title')}
        </Header>
      }
    >
      {state === null ? (
        <LoadingState thing={say('verify.title')} />
      ) : (
        <SpaceBetween size="m">
          {isWaiting && (
            <StatusIndicator type="in-progress">
              <span className="ms-text">
                {say('verify.waiting')} {formats.duration(seconds * 1000)}
              </span>
            </StatusIndicator>
          )}
          {stored !== undefined && (
            <Alert
              type="success"
              action={
                <Button onClick={() => void navigate(studioPath({ projectId, appId }, 'realtime'))}>
                  {say('verify.openRealtime')}
                </Button>
              }
            >
              {say('verify.received', {
                event: stored.name,
                platform: stored.platform,
                ago: formats.ago(state.nowMs - stored.atMs),
              })}
            </Alert>
          )}
          {isWaiting && seconds >= patienceSeconds && (
            <VerifyChecklist projectId={projectId} appId={appId} endpoint={props.endpoint} />
          )}
          <div role="log" aria-live="off" aria-label={say('verify.title')}>
            {state.entries.map((entry) => (
              <VerifyRow
                key={`${entry.rid} ${entry.atMs} ${entry.kind}`}
                entry={entry}
                projectId={projectId}
                appId={appId}
                timeZone={timeZone}
              />
            ))}
          </div>
          {state.entries.length === 0 && <Box color="text-body-secondary">{say('verify.empty')}</Box>}
        </SpaceBetween>
      )}
    </Container>
  );
}
