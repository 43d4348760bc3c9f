import { z } from 'zod';
import { bodyVersionSchema, jsonObjectSchema, nameSchema, noteSchema } from './saved-text.ts';

/** An exploration that somebody kept: the question, not its answer. */
export const savedExplorationSchema = z.strictObject({
  version: bodyVersionSchema,
  title: nameSchema,
  description: noteSchema.default(''),
  /** An `AnalysisSpec`. */
  spec: jsonObjectSchema,
});

/** A validated exploration. */
export type SavedExploration = z.infer<typeof savedExplorationSchema>;
