/** Below this share of the mean a worker counts as left out. */
const leftOutBelow = 0.5;
/** With fewer connections per worker than this, an uneven spread says nothing. */
const fewestPerWorker = 2;

/**
 * Which share of its connections each worker should send away, so that clients spread over all of them. Kept connections
 * never move by themselves, and which worker takes a new one is the system's choice. All zero while the spread is fair.
 */
export function connectionShares(connections: readonly number[]): number[] {
  const mean = connections.reduce((sum, count) => sum + count, 0) / Math.max(1, connections.length);
  const isFair = mean < fewestPerWorker || connections.every((count) => count >= mean * leftOutBelow);
  return connections.map((count) => (isFair || count <= mean ? 0 : (count - mean) / count));
}
