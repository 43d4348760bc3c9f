/** A rate rounded half up to 4 places; null for a division by zero or a missing part. */
export function rate(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole === 0) return null;
  return roundRate(part / whole);
}

/** Rounds half up to 4 places. */
export function roundRate(value: number): number {
  // Half of a unit in the last place of the product is a rounding error, not a value below the half.
  return Math.floor(value * 10_000 + 0.5 + 1e-9) / 10_000;
}
