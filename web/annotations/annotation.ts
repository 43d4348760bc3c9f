import type { SavedSummary } from '../pages/dashboards/dashboard-body.ts';

/** A note at a day, a time or a span, as the server keeps it. */
export interface AnnotationBody {
  readonly version: 1;
  readonly label: string;
  readonly note: string;
  /** A day of the app, or an instant. */
  readonly start: string;
  readonly end: string | null;
  /** Only on this dashboard; null shows it on every chart of the app. */
  readonly dashboardId: string | null;
}

/** A kept note. */
export interface SavedAnnotation extends SavedSummary {
  readonly body: AnnotationBody;
}

/** A note with its number on charts and its day in the app's zone. */
export interface ShownAnnotation {
  readonly number: number;
  readonly id: string;
  readonly day: string;
  readonly body: AnnotationBody;
  readonly author: string;
}
