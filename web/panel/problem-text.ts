import { useCallback } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { useSpeech } from '../i18n/language.tsx';

/** Words of a problem for people. */
export interface ProblemText {
  readonly message: string;
  readonly action: string;
}

/**
 * Tells a problem in the person's language: messages `error.CODE` and `error.CODE.action`, filled with the problem's
 * details; else the server's English texts.
 */
export function useProblemText(): (problem: ApiError) => ProblemText {
  const speech = useSpeech();
  return useCallback(
    (problem) => {
      const values = problem.details as Record<string, string | number | boolean>;
      const told = (id: string, fallback: string) => {
        if (!speech.knows(id)) return fallback;
        try {
          return speech.say(id, values);
        } catch {
          // A place of the message has no value in this answer.
          return fallback;
        }
      };
      return {
        message: told(`error.${problem.code}`, problem.message),
        action: told(`error.${problem.code}.action`, problem.action),
      };
    },
    [speech],
  );
}
