import { useApi } from '../../../api/use-api.ts';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { useScope } from '../../../scope/scope.ts';

interface RunningQuery {
  readonly id: string;
  readonly state: 'waiting' | 'running';
  readonly percent: number | null;
  readonly rowsRead: number | null;
}

/** What the server tells about a running query: in line, how much was read. */
export function useQueryProgress(queryId: string | null): string | undefined {
  const say = useSay();
  const formats = useFormats();
  const { appId } = useScope();
  const { data } = useApi<readonly RunningQuery[]>(
    queryId === null ? null : { path: '/studio/explore/queries', query: { app: appId } },
    { refetchMs: 1_000, staleMs: 0 },
  );
  const mine = queryId === null ? undefined : data?.find(({ id }) => id === queryId);
  if (mine === undefined) return undefined;
  if (mine.state === 'waiting') return say('explore.waiting');
  const parts = [
    mine.rowsRead === null ? null : say('explore.rowsSoFar', { rows: formats.compact(mine.rowsRead) }),
    mine.percent === null || mine.percent < 0 ? null : formats.rate(mine.percent / 100, 0),
  ].filter((part) => part !== null);
  return parts.length === 0 ? undefined : parts.join(' · ');
}
