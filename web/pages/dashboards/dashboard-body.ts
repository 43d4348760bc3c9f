/** Days that a dashboard or a pinned card shows. */
export type DashboardRange =
  | { readonly type: 'fixed'; readonly start: string; readonly end: string }
  | {
      readonly type: 'relative';
      readonly lastN: number;
      readonly unit: 'day' | 'week' | 'month' | 'year';
      readonly complete?: boolean;
    };

/** Place of a card on the stored grid of 36 columns. */
export interface TilePlace {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What every card with numbers says. */
interface Measured {
  readonly title: string;
  readonly description: string;
  /** Null follows the dashboard. */
  readonly pinnedRange: DashboardRange | null;
}

/** What a card shows, without its place. */
export type TileContent =
  | (Measured & {
      readonly kind: 'exploration';
      readonly spec: Readonly<Record<string, unknown>>;
      readonly shownAs: 'chart' | 'table';
    })
  | (Measured & {
      readonly kind: 'analysis';
      readonly dataset: string;
      readonly chart: Readonly<Record<string, unknown>>;
    })
  | (Measured & {
      readonly kind: 'kpi';
      readonly spec: Readonly<Record<string, unknown>>;
      readonly compare: boolean;
    })
  | (Measured & {
      readonly kind: 'lifecycle';
      readonly visual: string;
      readonly parameters: Readonly<Record<string, string | number>>;
    })
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'divider'; readonly label: string };

/** A card of a sheet. */
export type Tile = TilePlace & TileContent;

/** A sheet of a custom dashboard. */
export interface DashboardSheet {
  readonly id: string;
  readonly name: string;
  readonly tiles: readonly Tile[];
}

/** Roles that a dashboard can be shared with. */
export const viewerRoles = ['administrator', 'analyst', 'analyst_reader'] as const;
/** A role of the sharing. */
export type ViewerRole = (typeof viewerRoles)[number];

/** A custom dashboard as the server keeps it. */
export interface DashboardBody {
  readonly version: 1;
  readonly name: string;
  readonly description: string;
  readonly range: DashboardRange;
  readonly compareTo: 'nothing' | 'period_before' | 'year_before';
  readonly platforms: readonly string[];
  readonly filter: Readonly<Record<string, unknown>> | null;
  readonly sharing: { readonly roles: readonly ViewerRole[]; readonly byLink: boolean };
  readonly sheets: readonly DashboardSheet[];
}

/** What lists show of a saved object. */
export interface SavedSummary {
  readonly id: string;
  readonly appId: string;
  readonly projectId: string;
  readonly name: string;
  readonly version: number;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly updatedBy: string;
  readonly updatedAtMs: number;
}

/** A saved object with its content. */
export interface SavedObject<Body> extends SavedSummary {
  readonly body: Body;
}

/** A saved dashboard. */
export type SavedDashboard = SavedObject<DashboardBody>;

/** Columns of the stored grid. */
export const gridColumns = 36;
/** Most sheets of a dashboard, and cards of a sheet. */
export const mostSheets = 10;

/** A new dashboard with the named sheets. */
export function newDashboard(name: string, description: string, sheets: readonly string[]): DashboardBody {
  return {
    version: 1,
    name,
    description,
    range: { type: 'relative', lastN: 7, unit: 'day', complete: true },
    compareTo: 'nothing',
    platforms: [],
    filter: null,
    sharing: { roles: [...viewerRoles], byLink: true },
    sheets: sheets.map((sheetName) => ({ id: crypto.randomUUID(), name: sheetName, tiles: [] })),
  };
}

/** Path of an app's dashboards below the API. */
export function dashboardsPath(appId: string): string {
  return `/apps/${encodeURIComponent(appId)}/dashboards`;
}

/** Path of one dashboard. */
export function dashboardPath(appId: string, id: string): string {
  return `${dashboardsPath(appId)}/${encodeURIComponent(id)}`;
}
