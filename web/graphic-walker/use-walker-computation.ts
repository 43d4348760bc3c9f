import type { FilterNode, TimeScope } from '@millstream/studio/spec';
import { useCallback, useMemo, useRef, useState } from 'react';
import { type ApiError, asApiError } from '../api/api-error.ts';
import { callApi } from '../api/call-api.ts';
import type { Scope } from '../scope/scope.ts';

/** Data sets that analyses read. */
export const walkerDatasets = ['events', 'users', 'sessions', 'items'] as const;
/** A data set that analyses read. */
export type WalkerDataset = (typeof walkerDatasets)[number];

/** What is asked about. */
export interface WalkerQuestion extends Scope {
  readonly dataset: WalkerDataset;
  readonly time: TimeScope;
  readonly filter?: FilterNode | null;
}

/** A row of an answer, by field. */
export type WalkerRow = Readonly<Record<string, unknown>>;

/** Rows of a workflow, as Graphic Walker asks for them. */
export type WalkerComputation = (payload: unknown) => Promise<readonly WalkerRow[]>;

/** What the newest question came to. */
export interface WalkerState {
  readonly isRunning: boolean;
  /** Null before the first answer. */
  readonly rows: readonly WalkerRow[] | null;
  readonly ms: number | null;
  /** More rows than an answer may have. */
  readonly isCut: boolean;
  readonly error: ApiError | null;
}

interface WalkerAnswer {
  readonly rows: readonly WalkerRow[];
  readonly isCut: boolean;
}

const still: WalkerState = { isRunning: false, rows: null, ms: null, isCut: false, error: null };

/** Computes workflows on the server. @returns the function, what is known of the newest question, and how to stop */
export function useWalkerComputation(question: WalkerQuestion): {
  readonly computation: WalkerComputation;
  readonly state: WalkerState;
  readonly cancel: () => void;
} {
  const [state, setState] = useState<WalkerState>(still);
  const running = useRef(new Map<string, AbortController>());
  const newest = useRef('');
  const key = JSON.stringify(question);
  const computation = useCallback<WalkerComputation>(
    async (payload) => {
      const asked = JSON.parse(key) as WalkerQuestion;
      const { filter, ...place } = asked;
      const id = crypto.randomUUID();
      const stop = new AbortController();
      running.current.set(id, stop);
      newest.current = id;
      const startedAt = performance.now();
      setState((known) => ({ ...known, isRunning: true, error: null }));
      const tell = (next: Partial<WalkerState>) => {
        if (newest.current === id) setState({ ...still, ...next });
      };
      try {
        const { rows, isCut } = await callApi<WalkerAnswer>({
          path: '/studio/walker/query',
          // Only events have what a filter names.
          body: {
            ...place,
            ...(filter && place.dataset === 'events' ? { filter } : {}),
            queryId: id,
            payload,
          },
          signal: stop.signal,
        });
        tell({ rows, ms: performance.now() - startedAt, isCut });
        return rows;
      } catch (error) {
        tell(stop.signal.aborted ? {} : { error: asApiError(error) });
        throw error;
      } finally {
        running.current.delete(id);
      }
    },
    [key],
  );
  const cancel = useCallback(() => {
    // The server stops a question whose caller has gone.
    for (const stop of running.current.values()) stop.abort();
    setState(still);
  }, []);
  return useMemo(() => ({ computation, state, cancel }), [computation, state, cancel]);
}
