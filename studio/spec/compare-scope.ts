import { z } from 'zod';
import { timeScopeSchema } from './time-scope.ts';

/** What an analysis is compared with: the same number of days before, the same days a week or a year before, or a range. */
export const compareScopeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('previous') }),
  z.strictObject({ type: z.literal('week') }),
  z.strictObject({
    type: z.literal('year'),
    /** Moves by 52 weeks, so that weekdays meet. @default true */
    matchWeekdays: z.boolean().default(true),
  }),
  z.strictObject({ type: z.literal('custom'), time: timeScopeSchema }),
]);
/** What an analysis is compared with. */
export type CompareScope = Readonly<z.output<typeof compareScopeSchema>>;
