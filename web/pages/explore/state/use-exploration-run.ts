import type { AnalysisResult, AnalysisSpec, CompareScope } from '@millstream/studio/spec';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type ApiError, asApiError } from '../../../api/api-error.ts';
import { callApi } from '../../../api/call-api.ts';

/** What the server answered. */
export interface ExploreAnswer {
  readonly queryId: string;
  readonly result: AnalysisResult;
  readonly compared?: AnalysisResult;
  /** What it was compared with. */
  readonly compare?: CompareScope;
}

/** How the page stands with its question. */
export interface ExplorationRun {
  readonly status: 'idle' | 'running' | 'done' | 'failed' | 'stopped';
  readonly answer: ExploreAnswer | null;
  readonly error: ApiError | null;
  /** The answer is that of an earlier question. */
  readonly isOld: boolean;
  /** Name under which the running query can be followed. */
  readonly queryId: string | null;
  run(): void;
  cancel(): void;
}

/** Quiet time after a change before it runs by itself. */
const quietMs = 400;
/** Questions slower than this wait for Run. */
const slowMs = 2_000;

interface State {
  readonly status: ExplorationRun['status'];
  readonly answer: ExploreAnswer | null;
  readonly answerKey: string | null;
  readonly error: ApiError | null;
  readonly queryId: string | null;
}
const idle: State = { status: 'idle', answer: null, answerKey: null, error: null, queryId: null };

/** A query that was asked and has not answered. */
interface Running {
  readonly id: string;
  readonly appId: string;
  readonly abort: AbortController;
}

/** Tells the app's engine to stop; who leaves does not wait for the answer. */
function stop({ id, appId }: Running): void {
  void callApi({ method: 'DELETE', path: '/studio/explore/query', query: { id, app: appId } }).catch(() => {
    // It had ended already.
  });
}

/** Asks a question and follows it. Runs by itself while that is quick; a new run cancels the one before. */
export function useExplorationRun(question: {
  /** Null while the form is not finished. */
  readonly spec: AnalysisSpec | null;
  readonly compare: CompareScope | null;
  readonly isAutomatic: boolean;
}): ExplorationRun {
  const { spec, compare, isAutomatic } = question;
  const key = useMemo(() => (spec === null ? null : JSON.stringify([spec, compare])), [spec, compare]);
  const [state, setState] = useState<State>(idle);
  const current = useRef<Running | null>(null);
  const lastMs = useRef(0);
  const asked = useRef<string | null>(null);

  const cancel = useCallback(() => {
    const running = current.current;
    if (running === null) return;
    current.current = null;
    running.abort.abort();
    stop(running);
    setState((known) => ({ ...known, status: 'stopped', queryId: null }));
  }, []);

  const run = useCallback(() => {
    if (spec === null || key === null) return;
    const before = current.current;
    if (before !== null) {
      before.abort.abort();
      stop(before);
    }
    const mine = { id: crypto.randomUUID(), appId: spec.appId, abort: new AbortController() };
    current.current = mine;
    asked.current = key;
    const startedAt = performance.now();
    setState((known) => ({ ...known, status: 'running', error: null, queryId: mine.id }));
    const body = { spec, queryId: mine.id, ...(compare === null ? {} : { compare }) };
    callApi<ExploreAnswer>({ path: '/studio/explore/query', body, signal: mine.abort.signal }).then(
      (answer) => {
        if (current.current !== mine) return;
        current.current = null;
        lastMs.current = performance.now() - startedAt;
        const asAsked = compare === null ? answer : { ...answer, compare };
        setState({ status: 'done', answer: asAsked, answerKey: key, error: null, queryId: null });
      },
      (error: unknown) => {
        if (current.current !== mine) return;
        current.current = null;
        lastMs.current = performance.now() - startedAt;
        setState((known) => ({ ...known, status: 'failed', error: asApiError(error), queryId: null }));
      },
    );
  }, [spec, compare, key]);

  useEffect(() => {
    if (key === null || asked.current === key) return;
    const isFirst = asked.current === null;
    if (!isFirst && (!isAutomatic || lastMs.current >= slowMs)) return;
    const timer = setTimeout(run, isFirst ? 0 : quietMs);
    return () => clearTimeout(timer);
  }, [key, isAutomatic, run]);

  // A page left behind cancels its query.
  useEffect(
    () => () => {
      const running = current.current;
      current.current = null;
      if (running === null) return;
      running.abort.abort();
      stop(running);
    },
    [],
  );

  return {
    status: state.status,
    answer: state.answer,
    error: state.error,
    isOld: state.answer !== null && state.answerKey !== key,
    queryId: state.queryId,
    run,
    cancel,
  };
}
