import { useApi, useApiWrite } from '../../api/use-api.ts';
import { quarantinePath, type Replay } from './quarantine-api.ts';

/** Choices of a replay. */
export interface ReplayChoice {
  readonly groups: readonly string[];
  readonly mode: 'dry' | 'replay';
  readonly plugin?: { readonly name: string; readonly version: string };
}

/** Starts a dry run or replay. */
export function useStartReplay(projectId: string) {
  const path = quarantinePath(projectId);
  return useApiWrite<Replay, ReplayChoice>(
    (body) => ({ path: `${path}/replays`, body }),
    [`${path}/replays`],
  );
}

/** Follows a replay while it runs. */
export function useReplay(projectId: string, replayId: string | null) {
  const path = `${quarantinePath(projectId)}/replays/${replayId ?? ''}`;
  const first = useApi<Replay>(replayId === null ? null : { path }, { staleMs: 0, keepPrevious: false });
  const isRunning = first.data?.state === 'Running';
  return useApi<Replay>(replayId === null ? null : { path }, {
    staleMs: 0,
    keepPrevious: false,
    refetchMs: isRunning ? 500 : false,
  });
}

/** Cancels a replay. */
export function useCancelReplay(projectId: string) {
  const path = quarantinePath(projectId);
  return useApiWrite<Replay, string>(
    (replayId) => ({ method: 'DELETE', path: `${path}/replays/${replayId}` }),
    [path],
  );
}
