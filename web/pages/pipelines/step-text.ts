import { useCallback } from 'react';
import { useSpeech } from '../../i18n/language.tsx';
import type { PlanStep } from './pipeline-types.ts';

/** What a step does, in the page's language; the server's English when there are no words for it. */
export function useStepText(): (step: PlanStep) => string {
  const speech = useSpeech();
  return useCallback(
    ({ kind, values, text }) => {
      const id = `pipeline.step.${kind}`;
      return speech.knows(id) ? speech.say(id, values) : text;
    },
    [speech],
  );
}
