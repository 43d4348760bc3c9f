/** A random UUID, version 4. WeChat's own random values come only by a callback, too late for an event's id. */
export function randomUuid(random: () => number): string {
  const digits = Array.from({ length: 32 }, (_, index) => {
    if (index === 12) return '4';
    const digit = Math.floor(random() * 16);
    return (index === 16 ? (digit % 4) + 8 : digit).toString(16);
  }).join('');
  return [8, 12, 16, 20, 32]
    .map((end, part, ends) => digits.slice(part === 0 ? 0 : ends[part - 1], end))
    .join('-');
}
