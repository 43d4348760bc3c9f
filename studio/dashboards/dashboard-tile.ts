import { z } from 'zod';
import { dashboardRangeSchema } from './dashboard-range.ts';
import { jsonObjectSchema, nameLimit, nameSchema, noteSchema } from './saved-text.ts';

/** Columns of a sheet's grid. */
export const gridColumns = 36;
/** Size of a tile that nobody chose a size for: the whole width. */
export const defaultTileSize = { w: gridColumns, h: 12 } as const;
const lowestRow = 10_000;
const highestTile = 1_000;

/** Place of a tile: column and row of its upper left corner, and its size, in cells of the grid. */
const place = {
  id: z.string().min(1).max(nameLimit),
  x: z
    .int()
    .min(0)
    .max(gridColumns - 1),
  y: z.int().min(0).max(lowestRow),
  w: z.int().min(1).max(gridColumns),
  h: z.int().min(1).max(highestTile),
};

/** What every tile that shows numbers says. */
const measured = {
  ...place,
  title: nameSchema,
  description: noteSchema.default(''),
  /** Range of its own that the dashboard's date control does not change; null follows the dashboard. */
  pinnedRange: dashboardRangeSchema.nullable().default(null),
};

/** Text beside numbers; plain text, shown as it is. */
const textLimit = 10_000;

const tileKinds = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('exploration'),
    ...measured,
    /** An `AnalysisSpec`; the question is kept, not its answer. */
    spec: jsonObjectSchema,
    shownAs: z.enum(['chart', 'table']).default('chart'),
  }),
  z.strictObject({
    kind: z.literal('analysis'),
    ...measured,
    /** Data set that the workflow reads. */
    dataset: z.string().min(1).max(nameLimit),
    /** A Graphic Walker chart with its workflow. */
    chart: jsonObjectSchema,
  }),
  z.strictObject({
    kind: z.literal('kpi'),
    ...measured,
    /** An event `AnalysisSpec` whose first metric is the number. */
    spec: jsonObjectSchema,
    /** Shows the change against the period before. */
    compare: z.boolean().default(true),
  }),
  z.strictObject({
    kind: z.literal('lifecycle'),
    ...measured,
    /** Id of a visual of the life cycle dashboard. */
    visual: z.string().min(1).max(nameLimit),
    /** Choices of dimensions and numbers of values that it was saved with; others are the initial ones. */
    parameters: z
      .record(z.string().max(nameLimit), z.union([z.string().max(nameLimit), z.int()]))
      .default({}),
  }),
  z.strictObject({ kind: z.literal('text'), ...place, text: z.string().max(textLimit) }),
  z.strictObject({ kind: z.literal('divider'), ...place, label: z.string().max(nameLimit).default('') }),
]);

/** A tile of a sheet. */
export const dashboardTileSchema = tileKinds.refine(({ x, w }) => x + w <= gridColumns, {
  error: `ends right of column ${gridColumns}`,
  path: ['w'],
});

/** A validated tile. */
export type DashboardTile = z.infer<typeof dashboardTileSchema>;
