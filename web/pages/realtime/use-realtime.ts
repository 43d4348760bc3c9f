import { useCallback, useEffect, useRef, useState } from 'react';
import { type ApiError, ApiError as Problem } from '../../api/api-error.ts';
import { useApi } from '../../api/use-api.ts';
import { type LiveState, useLive } from '../../api/use-live.ts';
import { type FeedEvent, type RealtimeView, withNewer } from './realtime-view.ts';

/** How the page is kept up to date: live, every so many seconds, or by hand. */
export type RefreshMode = 'live' | 'off' | '15' | '30' | '60' | '300' | '600';
/** The choices in their order. */
export const refreshModes: readonly RefreshMode[] = ['live', '15', '30', '60', '300', '600', 'off'];

/** What the page knows. */
export interface Realtime {
  /** What is shown; undefined until the first answer. */
  readonly view: RealtimeView | undefined;
  readonly error: ApiError | null;
  /** State of the live connection; `off` in other modes. */
  readonly live: LiveState;
  /** Events that came while the page was paused. */
  readonly waiting: number;
  /** When the shown numbers were counted, epoch ms. */
  readonly shownAtMs: number | null;
  refresh(): void;
}

type LiveMessage =
  | ({ readonly kind: 'view' } & RealtimeView)
  | {
      readonly kind: 'failed';
      readonly error: { readonly code: string; readonly message: string; readonly action: string };
    };

/** Follows an app. While paused nothing that is shown changes; what came is counted. */
export function useRealtime(
  appId: string,
  options: { readonly minutes: string; readonly mode: RefreshMode; readonly isPaused: boolean },
): Realtime {
  const { minutes, mode, isPaused } = options;
  const [newest, setNewest] = useState<RealtimeView | undefined>(undefined);
  const [shown, setShown] = useState<RealtimeView | undefined>(undefined);
  const [error, setError] = useState<ApiError | null>(null);
  const path = `/apps/${encodeURIComponent(appId)}/realtime`;
  const place = `${path} ${minutes}`;
  const lastPlace = useRef(place);
  const take = useCallback((next: RealtimeView, isWhole: boolean) => {
    setError(null);
    setNewest((known) => ({ ...next, feed: isWhole ? next.feed : withNewer(known?.feed ?? [], next.feed) }));
  }, []);
  const live = useLive(mode === 'live' ? `${path}/live?minutes=${minutes}` : null, (_, data) => {
    const message = data as LiveMessage;
    if (message.kind === 'failed') setError(new Problem({ ...message.error, status: 0 }));
    else take(message, false);
  });
  const polled = useApi<RealtimeView>(mode === 'live' ? null : { path, query: { minutes } }, {
    refetchMs: mode === 'off' || mode === 'live' ? false : Number(mode) * 1_000,
    staleMs: 0,
    keepPrevious: false,
  });
  useEffect(() => {
    if (polled.data !== undefined) take(polled.data, true);
  }, [polled.data, take]);
  useEffect(() => {
    if (polled.error !== null) setError(polled.error);
  }, [polled.error]);
  useEffect(() => {
    if (lastPlace.current === place) return;
    lastPlace.current = place;
    setNewest(undefined);
    setShown(undefined);
  }, [place]);
  useEffect(() => {
    if (!isPaused || shown === undefined) setShown(newest);
  }, [isPaused, newest, shown]);
  const known = new Set(shown?.feed.map(({ eventId }: FeedEvent) => eventId));
  const waiting = isPaused ? (newest?.feed.filter(({ eventId }) => !known.has(eventId)).length ?? 0) : 0;
  const asOf = shown?.numbers?.asOf;
  return {
    view: shown,
    error,
    live,
    waiting,
    shownAtMs: asOf === undefined ? null : Date.parse(asOf),
    refresh: () => void polled.refetch(),
  };
}
