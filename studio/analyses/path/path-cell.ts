import { z } from 'zod';

const label = z.string().max(65_600);
const step = z.int().min(1).max(20);

/** A number of a path analysis' result. */
export const pathCellSchema = z.discriminatedUnion('type', [
  /** Those at a node, or only those who went on (`out`) or ended there (`lost`). */
  z.strictObject({
    type: z.literal('node'),
    step,
    label,
    number: z.enum(['value', 'out', 'lost']).default('value'),
  }),
  /** Those who went from a node to the next one; `target` null = whose session ended. */
  z.strictObject({ type: z.literal('edge'), step, source: label, target: label.nullable() }),
  /** Those who took a whole path of `topPaths`. */
  z.strictObject({ type: z.literal('path'), labels: z.array(label).min(1).max(20) }),
  /** Those who started. */
  z.strictObject({ type: z.literal('started') }),
]);
/** A number of a path analysis' result. */
export type PathCell = Readonly<z.output<typeof pathCellSchema>>;
