import type { Plan } from '../plan/relation.ts';

/**
 * What lies behind one number of a result: as many rows as the number says.
 *
 * `user`: rows `user_key`, `first_ms`, `last_ms`, `events` (of those that made the user count, when the analysis can tell
 * them). `event`: rows `event_id`, `event_name`, `event_ms`, `user_key`, `user_pseudo_id`.
 */
export interface PlannedDrill {
  readonly unit: 'user' | 'event';
  readonly plan: Plan;
}
