const dayMs = 86_400_000;

/** Start of the day that holds an instant, by the clocks of a zone, epoch ms. */
export function dayStartMs(atMs: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const sinceMidnight = (ms: number) => {
    const parts = Object.fromEntries(
      format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
    );
    return ((parts.hour ?? 0) * 3600 + (parts.minute ?? 0) * 60 + (parts.second ?? 0)) * 1000;
  };
  const guess = atMs - sinceMidnight(atMs) - (atMs % 1000);
  // On a day when clocks change, midnight is an hour off.
  const off = sinceMidnight(guess);
  return off === 0 ? guess : guess - (off > dayMs / 2 ? off - dayMs : off);
}
