import Button from '@cloudscape-design/components/button';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { outdate, useApi, useApiWrite } from '../api/use-api.ts';
import { useFormats } from '../i18n/formats.ts';
import { useSay } from '../i18n/language.tsx';
import { ErrorState } from '../panel/panel-states.tsx';
import { type Scope, studioPath } from '../scope/scope.ts';
import { useMay } from '../session/session-context.tsx';

/** How far the demo shop of an app is, as the API tells it. */
type DemoState =
  | { readonly phase: 'absent' }
  | { readonly phase: 'ready' }
  | { readonly phase: 'making' | 'loading'; readonly events: number; readonly target: number }
  | { readonly phase: 'failed'; readonly error: { readonly code: string; readonly message: string } };

const pollMs = 1_000;
/** Making takes about this share of the whole time; loading the rest. */
const makingShare = 40;

function isBusy(state: DemoState | undefined): boolean {
  return state?.phase === 'making' || state?.phase === 'loading';
}

/** "Load demo shop": fills an app with 30 days of a believable shop, with progress, then leads to its dashboard. */
export function LoadDemo({ scope }: { readonly scope: Scope }) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const client = useQueryClient();
  const path = `/projects/${encodeURIComponent(scope.projectId)}/apps/${encodeURIComponent(scope.appId)}/demo`;
  const mayLoad = useMay('operation.write', scope.projectId);
  const state = useApi<DemoState>({ path }, { refetchMs: pollMs, keepPrevious: false });
  const load = useApiWrite<DemoState, void>(() => ({ method: 'POST', path }), [path]);
  const wasBusy = useRef(false);
  const phase = state.data?.phase;
  useEffect(() => {
    if (wasBusy.current && phase === 'ready') void outdate(client, ['/studio', '/metadata', '/projects']);
    wasBusy.current = phase === 'making' || phase === 'loading';
  }, [client, phase]);
  if (load.isError) return <ErrorState error={load.error} onRetry={() => load.mutate()} />;
  const { data } = state;
  if (data === undefined || data.phase === 'absent' || data.phase === 'failed')
    return (
      <SpaceBetween size="xs">
        {data?.phase === 'failed' && (
          <StatusIndicator type="error">
            {say('demo.failed', { code: data.error.code })} {data.error.message}
          </StatusIndicator>
        )}
        <Button
          onClick={() => load.mutate()}
          loading={load.isPending}
          disabled={!mayLoad}
          {...(mayLoad ? {} : { disabledReason: say('demo.noRight') })}
        >
          {say('demo.load')}
        </Button>
      </SpaceBetween>
    );
  if (data.phase === 'ready')
    return (
      <SpaceBetween direction="horizontal" size="s" alignItems="center">
        <StatusIndicator type="success">{say('demo.ready')}</StatusIndicator>
        <Button onClick={() => void navigate(studioPath(scope, 'dashboard/lifecycle'))}>
          {say('demo.open')}
        </Button>
      </SpaceBetween>
    );
  const made = data.target === 0 ? 0 : Math.min(1, data.events / data.target);
  const numbers = { events: formats.count(data.events), target: formats.count(data.target) };
  return (
    <ProgressBar
      label={say('demo.label')}
      value={data.phase === 'making' ? made * makingShare : makingShare}
      additionalInfo={say(data.phase === 'making' ? 'demo.making' : 'demo.loading', numbers)}
      status={isBusy(data) ? 'in-progress' : 'success'}
    />
  );
}
