import type { WalkerDataset } from '../../graphic-walker/use-walker-computation.ts';
import type { ReadyMeasure } from '../../graphic-walker/walker-editor.tsx';
import type { Speech } from '../../i18n/language.tsx';

/** Formulas of measures that people look for, by data set; words `analyses.measure.NAME`. */
const formulas: Readonly<Record<WalkerDataset, Readonly<Record<string, string>>>> = {
  events: {
    users: 'count_distinct("user_key")',
    sessions: 'count_distinct("session_id")',
    eventsPerUser: 'count("event_id") / count_distinct("user_key")',
  },
  users: { users: 'count_distinct("user_key")', devices: 'count_distinct("user_pseudo_id")' },
  sessions: { sessions: 'count_distinct("session_id")', devices: 'count_distinct("user_pseudo_id")' },
  items: { devices: 'count_distinct("user_pseudo_id")' },
};

/** Measures that a new analysis of a data set begins with. */
export function readyMeasures(dataset: WalkerDataset, say: Speech['say']): readonly ReadyMeasure[] {
  return Object.entries(formulas[dataset]).map(([name, formula]) => ({
    name: say(`analyses.measure.${name}`),
    formula,
  }));
}
