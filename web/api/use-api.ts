import {
  keepPreviousData,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type ApiError, asApiError } from './api-error.ts';
import { type ApiCall, callApi } from './call-api.ts';

/** How a call is kept. */
export interface UseApiOptions {
  /** Ask only while true. @default true */
  readonly enabled?: boolean;
  /** Ask again after this many ms. @default never */
  readonly refetchMs?: number | false;
  /** Ms for which an answer is taken as new. @default 5_000 */
  readonly staleMs?: number;
  /** Show the answer to the question before while this one runs. @default true */
  readonly keepPrevious?: boolean;
}

/** Key under which the answer to a call is kept; the path's first parts come first, so that families can be made old. */
export function keyOf(call: Omit<ApiCall, 'signal'>): readonly unknown[] {
  return [call.path, call.method ?? null, call.query ?? null, call.body ?? null];
}

/** Asks the API; the call is cancelled when the page no longer needs it. */
export function useApi<T>(
  call: Omit<ApiCall, 'signal'> | null,
  options: UseApiOptions = {},
): UseQueryResult<T, ApiError> {
  return useQuery<T, ApiError>({
    queryKey: call === null ? ['nothing'] : keyOf(call),
    queryFn: ({ signal }) => {
      if (call === null) throw new Error('nothing was asked');
      return callApi<T>({ ...call, signal });
    },
    enabled: call !== null && options.enabled !== false,
    staleTime: options.staleMs ?? 5_000,
    refetchInterval: options.refetchMs ?? false,
    retry: (count, error) => asApiError(error).code === 'CONNECTION_LOST' && count < 1,
    ...(options.keepPrevious === false ? {} : { placeholderData: keepPreviousData }),
  });
}

/** A write; answers of the paths in `outdates` (prefixes) are asked again afterwards. */
export function useApiWrite<T, Input>(
  callOf: (input: Input) => Omit<ApiCall, 'signal'>,
  outdates: readonly string[] = [],
): UseMutationResult<T, ApiError, Input> {
  const client = useQueryClient();
  return useMutation<T, ApiError, Input>({
    mutationFn: (input) => callApi<T>(callOf(input)),
    onSuccess: () => outdate(client, outdates),
  });
}

/** Asks answers again whose path begins with one of the prefixes. */
export async function outdate(client: QueryClient, prefixes: readonly string[]): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey: [path] }) =>
      typeof path === 'string' && prefixes.some((prefix) => path.startsWith(prefix)),
  });
}
