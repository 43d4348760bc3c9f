/** One value of a result's table. */
export type Cell = string | number | null;

/** What the server answers for a visual: a table, and the same as a chart. */
export interface VisualResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Cell[])[];
  readonly chart: unknown;
  readonly partialBuckets: readonly string[];
  readonly warnings: readonly string[];
}

/** Raw values of a row; `other` is the rest of a top list. */
export type ValueKey = readonly (string | null)[] | 'other';

/** Charts over time. */
export interface SeriesChart {
  readonly x: readonly (string | number)[];
  readonly series: readonly {
    readonly name: string;
    readonly group?: string;
    readonly key?: readonly (string | null)[];
    readonly points: readonly (number | null)[];
    readonly total?: number | null;
  }[];
}

/** Charts of values. */
export interface ValuesChart {
  readonly values: readonly {
    readonly key: ValueKey;
    readonly labels: readonly string[];
    readonly values: Readonly<Record<string, number | null>>;
  }[];
}

/** Metrics of the whole range. */
export interface TotalChart {
  readonly values: readonly {
    readonly metric: string;
    readonly value: number | null;
    readonly previous: number | null;
  }[];
  readonly previous: { readonly from: string; readonly to: string };
}

/** Users by first active day. */
export interface MatrixChart {
  readonly x: readonly string[];
  readonly rows: readonly {
    readonly date: string;
    readonly size: number;
    readonly users: readonly (number | null)[];
    readonly rates: readonly (number | null)[];
  }[];
}

/** A sentence in every language. */
export interface InsightChart {
  readonly texts: Readonly<Record<string, string>>;
}

/** Until when there are data. */
export interface Freshness {
  readonly dataTo: string | null;
  readonly lastDate: string | null;
  readonly finalTo: string | null;
}

/** A visual's answer in the answer of the dashboard. */
export interface LifecycleAnswer {
  readonly asOf: string;
  readonly timezone: string;
  readonly range: { readonly from: string; readonly to: string };
  readonly freshness: Freshness;
  readonly sheets: readonly {
    readonly sections: readonly {
      readonly visuals: readonly {
        readonly id: string;
        readonly outcome:
          | { readonly kind: 'result'; readonly result: VisualResult }
          | {
              readonly kind: 'failed';
              readonly error: { readonly code: string; readonly message: string; readonly action: string };
            };
      }[];
    }[];
  }[];
}
