/** One value of Prometheus text. */
export interface MetricLine {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const linePattern = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)/;
const labelPattern = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g;
const escapes: Readonly<Record<string, string>> = { n: '\n', '"': '"', '\\': '\\' };

/** Reads Prometheus text; comments and values that are no numbers are passed over. */
export function readPrometheus(text: string): MetricLine[] {
  const lines: MetricLine[] = [];
  for (const line of text.split('\n')) {
    const [, name, labelText = '', valueText] = line.startsWith('#') ? [] : (linePattern.exec(line) ?? []);
    const value = Number(valueText);
    if (name === undefined || !Number.isFinite(value)) continue;
    const labels: Record<string, string> = {};
    for (const [, label = '', raw = ''] of labelText.matchAll(labelPattern))
      labels[label] = raw.replaceAll(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign);
    lines.push({ name, labels, value });
  }
  return lines;
}

/** Sum of the values of a name whose labels the test accepts; null when there is none. */
export function sumOf(
  lines: readonly MetricLine[],
  name: string,
  accepts: (labels: MetricLine['labels']) => boolean = () => true,
): number | null {
  const found = lines.filter((line) => line.name === name && accepts(line.labels));
  return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0);
}

/**
 * A quantile (0 to 1) of what a histogram counted between two looks, in its unit: the upper bound of the bucket that
 * holds it; null when nothing was counted.
 */
export function quantileBetween(
  before: readonly MetricLine[],
  after: readonly MetricLine[],
  histogram: { readonly name: string; readonly quantile: number },
): number | null {
  const bucketsOf = (lines: readonly MetricLine[]) => {
    const counts = new Map<number, number>();
    for (const { name, labels, value } of lines) {
      if (name !== `${histogram.name}_bucket`) continue;
      const bound = labels.le === '+Inf' ? Number.POSITIVE_INFINITY : Number(labels.le);
      counts.set(bound, (counts.get(bound) ?? 0) + value);
    }
    return counts;
  };
  const earlier = bucketsOf(before);
  const bounds = [...bucketsOf(after)].sort(([a], [b]) => a - b);
  const grown = bounds.map(([bound, count]) => [bound, count - (earlier.get(bound) ?? 0)] as const);
  const total = grown.at(-1)?.[1] ?? 0;
  if (total <= 0) return null;
  const found = grown.find(([, count]) => count >= total * histogram.quantile);
  const largest = grown.filter(([bound]) => Number.isFinite(bound)).at(-1)?.[0] ?? null;
  return found !== undefined && Number.isFinite(found[0]) ? found[0] : largest;
}
