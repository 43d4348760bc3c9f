import { z } from 'zod';

/** Longest name, title and label, in UTF-16 code units. */
export const nameLimit = 255;
/** Longest description and note. */
export const noteLimit = 1024;

/** A name: any characters but not only blanks; whoever shows it escapes it. */
export const nameSchema = z
  .string()
  .max(nameLimit)
  .refine((name) => name.trim() !== '', { error: 'is empty' });

/** A description or note of any characters. */
export const noteSchema = z.string().max(noteLimit);

/** A JSON object that another part of the product validates when it uses it. */
export const jsonObjectSchema = z.record(z.string(), z.unknown());

/** Format of a body; a number that is not known here was written by a newer version of the product. */
export const bodyVersionSchema = z.literal(1, { error: 'is not 1; a newer version of the product wrote it' });
