import { z } from 'zod';
import { bodyVersionSchema, jsonObjectSchema, nameLimit, nameSchema, noteSchema } from './saved-text.ts';

const mostCharts = 50;

/** A drag-and-drop analysis: charts over one data set, each with its Graphic Walker workflow. */
export const savedAnalysisSchema = z.strictObject({
  version: bodyVersionSchema,
  title: nameSchema,
  description: noteSchema.default(''),
  dataset: z.string().min(1).max(nameLimit),
  /** One for each sheet of the editor. */
  charts: z.array(jsonObjectSchema).min(1).max(mostCharts),
});

/** A validated analysis. */
export type SavedAnalysis = z.infer<typeof savedAnalysisSchema>;
