import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import type { LifecycleQuestion } from './lifecycle-choices.ts';
import type { Freshness, LifecycleAnswer, VisualResult } from './visual-result.ts';

/** A visual's answer: its result, and what holds for the whole answer. */
export interface VisualAnswer {
  readonly result: VisualResult;
  readonly range: LifecycleAnswer['range'];
  readonly freshness: Freshness;
  readonly timeZone: string;
}

/** Key of a visual's answer among the kept ones. */
export function visualKey(question: LifecycleQuestion, id: string): readonly unknown[] {
  return ['/studio/dashboard/lifecycle', id, question];
}

/** Reads one visual. @throws ApiError */
export async function readVisual(
  question: LifecycleQuestion,
  id: string,
  signal: AbortSignal,
): Promise<VisualAnswer> {
  const answer = await callApi<LifecycleAnswer>({
    path: '/studio/dashboard/lifecycle',
    body: { ...question, visuals: [id] },
    signal,
  });
  const outcome = answer.sheets[0]?.sections[0]?.visuals[0]?.outcome;
  if (outcome === undefined) throw new Error(`no visual ${id}`);
  if (outcome.kind === 'failed') throw new ApiError({ ...outcome.error, status: 200 });
  const { range, freshness, timezone } = answer;
  return { result: outcome.result, range, freshness, timeZone: timezone };
}

/** Asks for one visual while it is wanted; a question that nobody looks at any more is cancelled. */
export function useVisual(
  question: LifecycleQuestion | null,
  id: string,
  isWanted: boolean,
): UseQueryResult<VisualAnswer, Error> {
  return useQuery<VisualAnswer, Error>({
    queryKey: question === null ? ['nothing'] : visualKey(question, id),
    queryFn: ({ signal }) => {
      if (question === null) throw new Error('nothing was asked');
      return readVisual(question, id, signal);
    },
    enabled: question !== null && isWanted,
    staleTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
  });
}
