/** Colour of a share on a sequential scale that ends at `highest`; the first colour for nothing. */
export function heatColour(value: number, highest: number, colours: readonly string[]): string {
  const last = colours.length - 1;
  if (highest <= 0 || value <= 0) return colours[0] ?? 'transparent';
  const step = Math.min(last, Math.max(1, Math.ceil((value / highest) * last)));
  return colours[step] ?? 'transparent';
}
