import type { TimelineSession, UserTimeline } from '@millstream/studio/spec';
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ApiError, asApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import { useScope } from '../../scope/scope.ts';

const sessionsPerPage = 20;

/** Sessions of a user, newest first, page by page. */
export function useTimeline(userKey: string) {
  const scope = useScope();
  const query = useInfiniteQuery<
    UserTimeline,
    ApiError,
    InfiniteData<UserTimeline>,
    readonly unknown[],
    number
  >({
    queryKey: ['/studio/user/timeline', scope, userKey],
    queryFn: ({ pageParam, signal }) =>
      callApi<UserTimeline>({
        path: '/studio/user/timeline',
        body: { ...scope, userKey, limit: sessionsPerPage, offset: pageParam },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: ({ nextOffset }) => nextOffset ?? undefined,
    staleTime: 30_000,
    retry: (count, error) => asApiError(error).code === 'CONNECTION_LOST' && count < 1,
  });
  const { data } = query;
  const sessions = useMemo<readonly TimelineSession[]>(
    () => data?.pages.flatMap((page) => page.sessions) ?? [],
    [data],
  );
  return { query, first: data?.pages[0], sessions };
}
