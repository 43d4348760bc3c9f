const firstDelayMs = 200;
const longestDelayMs = 30_000;

/**
 * How long to wait before the next worker starts, after `earlyDeaths` workers in a row died before they served: nothing
 * after none or one, then 200 ms, doubled each time up to 30 s.
 */
export function restartDelayMs(earlyDeaths: number): number {
  if (earlyDeaths <= 1) return 0;
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(earlyDeaths - 2, 20));
}
