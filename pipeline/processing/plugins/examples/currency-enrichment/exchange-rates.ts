/** Rates of one currency from a day on. */
interface Rate {
  readonly fromMs: number;
  readonly perEuro: number;
}

/** Exchange rates by day. */
export interface ExchangeRates {
  /** `amount` in another currency at that time; undefined when a rate is missing. */
  convert(amount: number, from: string, to: string, atMs: number): number | undefined;
}

/** Reads lines `date,currency,per_euro`; lines that start with `#` and the heading are skipped. Throws on other lines. */
export function parseExchangeRates(csv: string): ExchangeRates {
  const rates = new Map<string, Rate[]>();
  for (const [index, line] of csv.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#') || line.startsWith('date,')) continue;
    const [date = '', currency = '', perEuro = ''] = line.split(',').map((cell) => cell.trim());
    const rate = { fromMs: Date.parse(date), perEuro: Number(perEuro) };
    if (!/^[A-Z]{3}$/.test(currency) || Number.isNaN(rate.fromMs) || !(rate.perEuro > 0)) {
      throw new RangeError(`line ${index + 1} of the rates is not "date,currency,per_euro": ${line}`);
    }
    rates.set(currency, [...(rates.get(currency) ?? []), rate]);
  }
  for (const list of rates.values()) list.sort((a, b) => b.fromMs - a.fromMs);

  /** The rate of the day, or the oldest one for times before it. */
  function perEuro(currency: string, atMs: number): number | undefined {
    const list = rates.get(currency);
    return (list?.find(({ fromMs }) => fromMs <= atMs) ?? list?.at(-1))?.perEuro;
  }
  return {
    convert(amount, from, to, atMs) {
      const fromRate = perEuro(from, atMs);
      const toRate = perEuro(to, atMs);
      return fromRate === undefined || toRate === undefined ? undefined : (amount / fromRate) * toRate;
    },
  };
}
