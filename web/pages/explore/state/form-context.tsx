import { createContext, useContext } from 'react';
import { useSay } from '../../../i18n/language.tsx';
import type { SpecProblem } from '../model/draft-spec.ts';

/** What every part of a form knows: what is wrong, and whether it is time to say so. */
export interface FormState {
  readonly problems: readonly SpecProblem[];
}

/** Gives a form's problems to its parts. */
export const FormContext = createContext<FormState>({ problems: [] });

/** Rules of the spec in the person's words, by the pointer they are about. */
const told: readonly (readonly [RegExp, string])[] = [
  [/\/(event|start|value)$/, 'chooseEvent'],
  [/\/measure\/field/, 'chooseNumber'],
  [/\/value\/field/, 'chooseNumber'],
  [/\/measure\/p$/, 'percentile'],
  [/\/(seconds|halfLifeSeconds)$/, 'window'],
  [/\/weights$/, 'weights'],
  [/\/associate$/, 'associate'],
  [/\/groupBy/, 'groups'],
  [/\/granularity$/, 'hours'],
  [/\/(filter|children)/, 'filter'],
];

/** What is wrong at a place of the form, or below it, in the person's language; null when nothing is. */
export function useProblemAt(): (pointer: string, isExact?: boolean) => string | null {
  const { problems } = useContext(FormContext);
  const say = useSay();
  return (pointer, isExact = false) => {
    const problem = problems.find(
      (one) => one.pointer === pointer || (!isExact && one.pointer.startsWith(`${pointer}/`)),
    );
    if (problem === undefined) return null;
    const rule = told.find(([pattern]) => pattern.test(problem.pointer));
    return rule === undefined ? problem.message : say(`explore.problem.${rule[1]}`);
  };
}
