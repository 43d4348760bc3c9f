import { z } from 'zod';

const touchpoint = z.int().min(0).max(9);

/** A countable number of an attribution analysis' result; `touchpoint` is the index of the definition, from 0. */
export const attributionCellSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('triggers'), touchpoint }),
  z.strictObject({ type: z.literal('triggersWithConversion'), touchpoint }),
  z.strictObject({ type: z.literal('conversions') }),
  /** Conversions without touches. */
  z.strictObject({ type: z.literal('unattributed') }),
]);
/** A countable number of an attribution analysis' result. */
export type AttributionCell = Readonly<z.output<typeof attributionCellSchema>>;
