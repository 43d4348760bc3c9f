import { useCallback } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSpeech } from '../../i18n/language.tsx';
import type { EnvironmentCheck, SpecProblem } from '../pipelines/pipeline-types.ts';
import { fieldOfProblem } from './wizard-fields.ts';

/** A problem in the page's language; numbers are in the unit of their field. */
export function useProblemWords(): (problem: SpecProblem) => string {
  const speech = useSpeech();
  const formats = useFormats();
  return useCallback(
    ({ field, code, message, values }) => {
      const { scale = 1, unit } = fieldOfProblem(field) ?? {};
      if (code === 'FIELD_OUT_OF_RANGE') {
        const [min, max] = [values.min, values.max].map((bound) => formats.number(Number(bound) / scale));
        const range = { min: min ?? '', max: max ?? '' };
        return unit === undefined
          ? speech.say('wizard.range', range)
          : speech.say('wizard.rangeUnit', { ...range, unit: speech.say(`unit.${unit}`) });
      }
      const reasonId = `wizard.reason.${String(values.reason ?? '')}`;
      if (code === 'FIELD_INVALID' && speech.knows(reasonId)) return speech.say(reasonId);
      if (code === 'FIELD_INVALID' || !speech.knows(`error.${code}`)) return message;
      return speech.say(`error.${code}`, values);
    },
    [speech, formats],
  );
}

/** A line of the check list in the page's language; the server's English when there are no words for it. */
export function useCheckWords(): (check: EnvironmentCheck) => string {
  const speech = useSpeech();
  return useCallback(
    ({ check, state, message, fix, values }) => {
      const id = `check.${check}.${state}`;
      if (speech.knows(id)) return speech.say(id, values);
      return speech.tag.startsWith('en') && fix !== null ? `${message} ${fix}` : message;
    },
    [speech],
  );
}
