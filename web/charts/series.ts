/** One line, bar group or value of a chart. */
export interface ChartSeries {
  /** Stays the same across reloads and sorting: colours hang on it. */
  readonly key: string;
  readonly name: string;
  /** One value per bucket; null where there is none. */
  readonly values: readonly (number | null)[];
  /** Own count over the whole range, not the sum of buckets; null when unknown. */
  readonly total?: number | null;
  /** Total of the compared range. */
  readonly before?: number | null;
  /** Values of the compared range, bucket by bucket. */
  readonly compared?: readonly (number | null)[];
}

/** A bucket of time. */
export interface ChartBucket {
  readonly key: string;
  readonly label: string;
  /** Clipped by the range, or not over. */
  readonly isPartial?: boolean;
}

/** The largest value of series and where it stands, for summaries. */
export function highestOf(
  series: readonly ChartSeries[],
  labels: readonly string[],
): { readonly value: number; readonly label: string } | null {
  let best: { value: number; label: string } | null = null;
  for (const { values } of series) {
    values.forEach((value, index) => {
      if (value !== null && (best === null || value > best.value))
        best = { value, label: labels[index] ?? '' };
    });
  }
  return best;
}

/** Dash of the line with this place: from the fifth series on lines differ by more than colour. */
export function dashOf(index: number): 'solid' | 'dashed' | 'dotted' {
  if (index % 8 < 4) return 'solid';
  return index % 2 === 0 ? 'dashed' : 'dotted';
}

const symbols = ['circle', 'rect', 'triangle', 'diamond'] as const;

/** Shape of points of the series with this place. */
export function symbolOf(index: number): string {
  return symbols[index % symbols.length] ?? 'circle';
}
