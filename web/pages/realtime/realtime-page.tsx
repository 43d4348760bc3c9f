import '../dashboard/dashboard.css';
import '../lifecycle/lifecycle.css';
import './realtime.css';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useEffect, useState } from 'react';
import { useApiWrite } from '../../api/use-api.ts';
import { KpiTile } from '../../charts/kpi-tile.tsx';
import { TimeChart } from '../../charts/time-chart.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../panel/panel-states.tsx';
import { useScope, useScopeApp } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { useUrlValues } from '../../url/use-url-state.ts';
import { RealtimeFeed } from './realtime-feed.tsx';
import { RealtimeLists } from './realtime-lists.tsx';
import type { RealtimeNumbers, RealtimeState } from './realtime-view.ts';
import { type Realtime, type RefreshMode, refreshModes, useRealtime } from './use-realtime.ts';

const windows = ['60', '30', '5'];

/** Seconds since a moment, counted while mounted. */
function useSecondsSince(ms: number | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return ms === null ? null : Math.max(0, Math.round((now - ms) / 1_000));
}

/** How new the numbers are, in words; it speaks on demand only. */
function Freshness({
  realtime,
  mode,
  isPaused,
  timeZone,
}: {
  readonly realtime: Realtime;
  readonly mode: RefreshMode;
  readonly isPaused: boolean;
  readonly timeZone: string;
}) {
  const say = useSay();
  const formats = useFormats();
  const seconds = useSecondsSince(realtime.shownAtMs);
  const time = realtime.shownAtMs === null ? '–' : formats.clock(realtime.shownAtMs, timeZone);
  if (isPaused) return <StatusIndicator type="stopped">{say('realtime.paused', { time })}</StatusIndicator>;
  if (mode === 'live' && realtime.live === 'lost')
    return <StatusIndicator type="warning">{say('realtime.lost', { time })}</StatusIndicator>;
  if (mode === 'live' && realtime.live === 'live')
    return (
      <StatusIndicator type="success">{say('realtime.live', { seconds: seconds ?? 0 })}</StatusIndicator>
    );
  return <StatusIndicator type="info">{say('realtime.shown', { time })}</StatusIndicator>;
}

function Figures({ numbers }: { readonly numbers: RealtimeNumbers }) {
  const say = useSay();
  const formats = useFormats();
  const usersOf = (minutes: number) =>
    numbers.windows.find((window) => window.minutes === minutes)?.users ?? 0;
  return (
    <Container>
      <div className="ms-kpi-row">
        {[60, 30, 5].map((minutes) => (
          <KpiTile
            key={minutes}
            label={say('realtime.usersIn', { minutes })}
            value={formats.count(usersOf(minutes))}
          />
        ))}
        <KpiTile
          label={say('realtime.perMinute')}
          value={formats.number(numbers.eventsPerMinute, 1)}
          note={say('realtime.approximate')}
        />
      </div>
    </Container>
  );
}

function UsersByMinute({ numbers }: { readonly numbers: RealtimeNumbers }) {
  const say = useSay();
  const formats = useFormats();
  const { minutes } = numbers;
  return (
    <Container fitHeight header={<h2 className="ms-tile-title">{say('realtime.byMinute')}</h2>}>
      <TimeChart
        title={say('realtime.byMinute')}
        kind="stacked"
        height={330}
        buckets={minutes.map(({ start, minute }, at) => ({
          key: start,
          label: minute,
          isPartial: at === minutes.length - 1,
        }))}
        series={(['newUsers', 'returningUsers'] as const).map((key) => ({
          key,
          name: say(`realtime.${key}`),
          values: minutes.map((minute) => minute[key]),
        }))}
        format={(value) => formats.count(value)}
      />
    </Container>
  );
}

function Stopped(props: {
  readonly state: Extract<RealtimeState, { isOn: false }>;
  readonly appName: string;
  readonly mayStart: boolean;
  readonly timeZone: string;
  readonly onStart: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const { state, mayStart } = props;
  return (
    <Container>
      <EmptyState
        height={240}
        text={
          <>
            <p className="ms-text">{say('realtime.off', { app: props.appName })}</p>
            <p className="ms-text">
              {say('realtime.offBy', {
                name: state.stoppedBy,
                time: formats.moment(state.stoppedAtMs, props.timeZone),
              })}
            </p>
            {!mayStart && <p>{say('realtime.analystStarts')}</p>}
          </>
        }
        action={mayStart ? { text: say('realtime.start'), onClick: props.onStart } : undefined}
      />
    </Container>
  );
}

/** What happens now in an app. */
export default function RealtimePage() {
  const say = useSay();
  const formats = useFormats();
  const flashes = useFlashes();
  const scope = useScope();
  const app = useScopeApp();
  const timeZone = app?.timeZone ?? 'UTC';
  const maySwitch = useMay('realtime.write', scope.projectId);
  const [values, setValues] = useUrlValues();
  const mode = refreshModes.find((one) => one === values.get('refresh')) ?? 'live';
  const minutes = windows.find((one) => one === values.get('minutes')) ?? '60';
  const [isPausedByHand, setPausedByHand] = useState(false);
  const [isHeld, setHeld] = useState(false);
  const isPaused = isPausedByHand || isHeld;
  const realtime = useRealtime(scope.appId, { minutes, mode, isPaused });
  const path = `/apps/${encodeURIComponent(scope.appId)}/realtime`;
  const change = useApiWrite<RealtimeState, boolean>(
    (isOn) => ({ method: 'PUT', path, body: { isOn } }),
    [path],
  );
  const turn = (isOn: boolean) =>
    change.mutate(isOn, { onError: (error) => flashes.failed(say('realtime.notChanged'), error) });
  const { view } = realtime;
  const isOn = view?.state.isOn !== false;
  const numbers = view?.numbers ?? null;
  const isEmpty = numbers?.windows.every(({ events }) => events === 0) ?? false;
  const refreshOptions = refreshModes.map((value) => ({
    value,
    label: say('realtime.refreshMode', { mode: value }),
  }));
  return (
    <Page
      title={say('nav.realtime')}
      description={
        <Freshness realtime={realtime} mode={mode} isPaused={isPausedByHand} timeZone={timeZone} />
      }
      help={<p>{say('realtime.help')}</p>}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <SegmentedControl
            label={say('realtime.window')}
            selectedId={minutes}
            options={windows.map((id) => ({ id, text: say('realtime.minutes', { minutes: Number(id) }) }))}
            onChange={({ detail }) => setValues({ minutes: detail.selectedId })}
          />
          <Button
            iconName={isPausedByHand ? 'play' : 'pause'}
            disabled={!isOn}
            onClick={() => setPausedByHand(!isPausedByHand)}
          >
            {say(isPausedByHand ? 'realtime.resume' : 'realtime.pause')}
          </Button>
          <Select
            ariaLabel={say('realtime.refresh')}
            disabled={!isOn}
            selectedOption={refreshOptions.find(({ value }) => value === mode) ?? null}
            options={refreshOptions}
            onChange={({ detail }) => setValues({ refresh: detail.selectedOption.value ?? null })}
          />
          {mode !== 'live' && (
            <Button iconName="refresh" ariaLabel={say('action.refresh')} onClick={realtime.refresh} />
          )}
          {isOn && (
            <Button
              disabled={!maySwitch}
              disabledReason={say('realtime.analystStarts')}
              loading={change.isPending}
              onClick={() => turn(false)}
            >
              {say('realtime.stop')}
            </Button>
          )}
        </SpaceBetween>
      }
    >
      {view === undefined && realtime.error !== null && (
        <ErrorState error={realtime.error} onRetry={realtime.refresh} height={300} />
      )}
      {view === undefined && realtime.error === null && (
        <LoadingState thing={say('nav.realtime')} height={400} />
      )}
      {view !== undefined && !view.state.isOn && (
        <Stopped
          state={view.state}
          appName={app?.name ?? scope.appId}
          mayStart={maySwitch}
          timeZone={timeZone}
          onStart={() => turn(true)}
        />
      )}
      {numbers !== null && <Figures numbers={numbers} />}
      {numbers !== null && isEmpty && (
        <Container>
          <EmptyState
            text={
              numbers.latestArrival === null
                ? say('realtime.never')
                : say('realtime.nobody', {
                    time: formats.moment(Date.parse(numbers.latestArrival), timeZone),
                  })
            }
          />
        </Container>
      )}
      {numbers !== null && !isEmpty && (
        <div className="ms-sheet-frame">
          <div className="ms-realtime-top">
            <UsersByMinute numbers={numbers} />
            <RealtimeFeed
              events={view?.feed ?? []}
              waiting={realtime.waiting}
              timeZone={timeZone}
              onHold={setHeld}
              onShow={() => {
                setHeld(false);
                setPausedByHand(false);
              }}
            />
          </div>
        </div>
      )}
      {numbers !== null && !isEmpty && <RealtimeLists numbers={numbers} />}
    </Page>
  );
}
