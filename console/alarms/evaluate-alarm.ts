import type { AlarmRule, AlarmState, WindowValue } from './alarm-rules.ts';

/** A measured value; absent values are left out of the list. */
export interface MetricPoint {
  /** Epoch ms. */
  readonly at: number;
  readonly value: number;
}

/** What a rule says now. */
export interface AlarmVerdict {
  readonly state: AlarmState;
  /** The value of the window; null when nothing was measured. */
  readonly value: number | null;
}

function windowValue(values: readonly number[], how: WindowValue): number {
  switch (how) {
    case 'max':
      return Math.max(...values);
    case 'min':
      return Math.min(...values);
    case 'mean':
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    case 'sum':
      return values.reduce((sum, value) => sum + value, 0);
  }
}

/** Judges the window that ends at `nowMs`. Points may be in any order. */
export function evaluateAlarm(
  rule: Pick<AlarmRule, 'comparison' | 'window'>,
  threshold: number,
  window: { readonly points: readonly MetricPoint[]; readonly nowMs: number },
): AlarmVerdict {
  const fromMs = window.nowMs - rule.window.ms;
  const values = window.points
    .filter(({ at }) => at > fromMs && at <= window.nowMs)
    .map(({ value }) => value);
  if (values.length === 0) return { state: 'INSUFFICIENT_DATA', value: null };
  const value = windowValue(values, rule.window.value);
  const isAlarm = rule.comparison === 'above' ? value > threshold : value < threshold;
  return { state: isAlarm ? 'ALARM' : 'OK', value };
}

/** How often the alarm would have fired over the given points: changes to ALARM, judged at each point. */
export function countFirings(
  rule: Pick<AlarmRule, 'comparison' | 'window'>,
  threshold: number,
  points: readonly MetricPoint[],
): number {
  const sorted = [...points].sort((a, b) => a.at - b.at);
  let firings = 0;
  let isFiring = false;
  let first = 0;
  for (const [index, { at }] of sorted.entries()) {
    while ((sorted[first]?.at ?? at) <= at - rule.window.ms) first += 1;
    const window = { points: sorted.slice(first, index + 1), nowMs: at };
    const fires = evaluateAlarm(rule, threshold, window).state === 'ALARM';
    if (fires && !isFiring) firings += 1;
    isFiring = fires;
  }
  return firings;
}
