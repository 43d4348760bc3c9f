import { z } from 'zod';
import { dashboardRangeSchema } from './dashboard-range.ts';
import { dashboardTileSchema } from './dashboard-tile.ts';
import { bodyVersionSchema, jsonObjectSchema, nameLimit, nameSchema, noteSchema } from './saved-text.ts';
import { firstOverlap } from './sheet-layout.ts';

const mostSheets = 10;
const mostTiles = 100;

const sheet = z
  .strictObject({
    id: z.string().min(1).max(nameLimit),
    name: nameSchema,
    tiles: z.array(dashboardTileSchema).max(mostTiles).default([]),
  })
  .superRefine(({ tiles }, context) => {
    const overlap = firstOverlap(tiles);
    if (overlap === null) return;
    const [{ id: one }, { id: other }] = overlap;
    context.addIssue({ code: 'custom', path: ['tiles'], message: `${one} and ${other} lie over each other` });
  });

/** Roles that may be named; what a role may do is decided elsewhere. */
export const viewerRoles = ['administrator', 'analyst', 'analyst_reader'] as const;

const sharing = z.strictObject({
  /** Roles that see it in their lists; its author and administrators always do. */
  roles: z.array(z.enum(viewerRoles)).default([...viewerRoles]),
  /** Whoever has the link sees it, within their rights on the app. */
  byLink: z.boolean().default(true),
});

function areDistinct(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}

/** A custom dashboard: sheets of tiles, and what applies to all of them. */
export const dashboardSpecSchema = z
  .strictObject({
    version: bodyVersionSchema,
    name: nameSchema,
    description: noteSchema.default(''),
    /** The date control when the dashboard is opened. */
    range: dashboardRangeSchema.default({ type: 'relative', lastN: 7, unit: 'day', complete: true }),
    compareTo: z.enum(['nothing', 'period_before', 'year_before']).default('nothing'),
    /** Platforms of all tiles; empty shows all. */
    platforms: z.array(z.string().max(nameLimit)).max(50).default([]),
    /** A filter tree over all tiles that ask the events; null for none. */
    filter: jsonObjectSchema.nullable().default(null),
    sharing: sharing.default({ roles: [...viewerRoles], byLink: true }),
    sheets: z.array(sheet).min(1).max(mostSheets),
  })
  .refine(({ sheets }) => areDistinct(sheets.map(({ id }) => id)), {
    error: 'hold one id twice',
    path: ['sheets'],
  })
  .refine(({ sheets }) => areDistinct(sheets.flatMap(({ tiles }) => tiles.map(({ id }) => id))), {
    error: 'hold a tile id twice',
    path: ['sheets'],
  });

/** A validated dashboard. */
export type DashboardSpec = z.infer<typeof dashboardSpecSchema>;
