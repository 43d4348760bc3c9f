import { z } from 'zod';

/** Values of a group as the engine has them: null is no value; `other` = all groups that are not shown one by one. */
export const groupKeySchema = z.union([z.array(z.string().nullable()).max(5), z.literal('other')]);
/** A group of a result. */
export type GroupKey = Readonly<z.output<typeof groupKeySchema>>;
