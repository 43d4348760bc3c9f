/** One measured figure, beside what it is held against. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the product promises: at least or at most. */
  readonly promise?: { readonly atLeast: number } | { readonly atMost: number };
  /** The rival in the same run, or the conditions. */
  readonly beside?: string;
}

/** Whether the promise is kept; null when there is none. */
export function isKept({ value, promise }: Figure): boolean | null {
  if (!promise) return null;
  return 'atLeast' in promise ? value >= promise.atLeast : value <= promise.atMost;
}

function promiseText({ promise }: Figure): string {
  if (!promise) return '';
  return 'atLeast' in promise ? `>= ${promise.atLeast}` : `<= ${promise.atMost}`;
}

/** Figures as a Markdown table. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const kept = isKept(figure);
    const verdict = kept === null ? '' : kept ? 'kept' : 'MISSED';
    const value = `${Number(figure.value.toPrecision(4))} ${figure.unit}`.trim();
    return `| ${figure.name} | ${value} | ${promiseText(figure)} | ${verdict} | ${figure.beside ?? ''} |`;
  });
  return ['| Figure | Measured | Promise | | Beside |', '|---|---|---|---|---|', ...rows].join('\n');
}
