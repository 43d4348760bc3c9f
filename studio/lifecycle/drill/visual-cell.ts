import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { groupKeySchema } from '../../drill/group-key.ts';
import { problemsOf } from '../../spec/analysis-spec.ts';

/** Address of a number of a visual's result. */
export const visualCellSchema = z.strictObject({
  /** Name of the series or metric, as the result names it. */
  metric: z.string().min(1).max(100),
  /** Day or week of the number; absent = the whole range. */
  bucket: z.string().max(20).optional(),
  /** Raw values of a breakdown's row. */
  key: groupKeySchema.optional(),
  /** First active date of a row of the retention matrix. */
  first: z.string().max(20).optional(),
});
/** A validated address. */
export type VisualCell = Readonly<z.output<typeof visualCellSchema>>;

/** Parses an address. @throws CodedError CELL_UNKNOWN */
export function parseVisualCell(value: unknown): VisualCell {
  const result = visualCellSchema.safeParse(value);
  if (result.success) return result.data;
  throw new CodedError('CELL_UNKNOWN', { reason: problemsOf(result.error) });
}
