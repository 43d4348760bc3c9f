import { z } from 'zod';

const schema = z.object({
  cell: z.record(z.string(), z.unknown()),
  place: z.array(z.string()),
  /** The figure is that of the compared range. */
  compared: z.literal(true).optional(),
});

/** The figure whose list is open: its address and what it is about. */
export type Selection = z.output<typeof schema>;

/** The selection of an address (`sel=`); null when there is none or it is none. */
export function selectionOf(text: string | null): Selection | null {
  if (text === null) return null;
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    // Not JSON: a cut link.
    return null;
  }
}
