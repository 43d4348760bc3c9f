import type { DimensionId } from './dimension.ts';
import type { MetricId } from './metric.ts';
import type { DimensionParameterId, TopParameterId } from './parameter.ts';
import type { Texts } from './texts.ts';

/** How a visual is drawn. */
export type ChartType =
  | 'kpi'
  | 'line'
  | 'bar'
  | 'stackedBar'
  | 'pie'
  | 'treeMap'
  | 'filledMap'
  | 'matrix'
  | 'table'
  | 'text';

/** A dimension, or the one that a parameter names. */
export type DimensionChoice = DimensionId | DimensionParameterId;
/** A number of values, or the one that a parameter holds. */
export type TopChoice = number | TopParameterId;
/** Which platforms a visual looks at, whatever the dashboard's filter leaves. */
export type PlatformRule = 'all' | 'web' | 'withoutWeb';
/** Facts that a sentence can tell. */
export type InsightSubject = 'users' | 'country' | 'engagement';

/** What a visual shows. All days and weeks are those of the app's zone. */
export type VisualQuery =
  /** Metrics of the whole range, and of the equally long one before it. */
  | { readonly shape: 'total'; readonly metrics: readonly MetricId[] }
  /** Metrics by day. */
  | { readonly shape: 'trend'; readonly metrics: readonly MetricId[] }
  /** Metrics by value, the first one ranks. Values beyond `top` become one, counted anew; without `top` all are listed. */
  | {
      readonly shape: 'breakdown';
      readonly metrics: readonly MetricId[];
      readonly by: readonly DimensionChoice[];
      readonly top?: TopChoice;
    }
  /** One metric by day, a line a value; further values are left out. `rank` chooses the values. */
  | {
      readonly shape: 'breakdownTrend';
      readonly metric: MetricId;
      readonly by: DimensionChoice;
      readonly top: TopChoice;
      readonly rank?: MetricId;
    }
  /** One metric by hour of the running local day, beside the same hour of the day before. */
  | { readonly shape: 'hours'; readonly metric: MetricId }
  /** Sessions by the value of their last view. */
  | { readonly shape: 'exits'; readonly by: DimensionParameterId; readonly top: TopChoice }
  /** New, retained, returned and lost users by week. */
  | { readonly shape: 'weeklyLifeCycle' }
  /** Events of the day and of the 7 and 30 days that end with it. */
  | { readonly shape: 'trailingEvents' }
  /** Daily over weekly, daily over monthly, weekly over monthly users. */
  | { readonly shape: 'stickiness' }
  /** Rates of return on some days after the first visit: by date of the visit. */
  | { readonly shape: 'retentionByDate'; readonly days: readonly number[] }
  /** Rates of return by day after the first visit, over all cohorts for which that day is over. */
  | { readonly shape: 'retentionByDay'; readonly mostDays: number }
  /** Rows: first active day in the range; columns: days. */
  | { readonly shape: 'retentionMatrix' }
  /** A sentence of computed facts. */
  | { readonly shape: 'insight'; readonly subject: InsightSubject }
  /** Until when there are data, and which days are final. */
  | { readonly shape: 'freshness' }
  /** Single users, events, custom parameters. */
  | { readonly shape: 'userRows' | 'eventRows' | 'parameterRows' };

/** One visual of a sheet. */
export interface Visual {
  /** Unique within the dashboard: `sheet.name`. */
  readonly id: string;
  readonly titles: Texts;
  readonly chart: ChartType;
  readonly query: VisualQuery;
  /** @default 'all' */
  readonly platforms?: PlatformRule;
}

/** Visuals under one heading. */
export interface Section {
  readonly id: string;
  readonly titles: Texts;
  readonly visuals: readonly Visual[];
}

/** A sheet of the dashboard. */
export interface Sheet {
  readonly id: string;
  readonly titles: Texts;
  readonly sections: readonly Section[];
}
