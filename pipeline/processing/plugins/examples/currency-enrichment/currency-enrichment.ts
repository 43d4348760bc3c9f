import { definePlugin } from '../../define-plugin.ts';
import { type ExchangeRates, parseExchangeRates } from './exchange-rates.ts';

interface CurrencyConfig {
  readonly currency: string;
  readonly decimals: number;
}

let rates: ExchangeRates | undefined;

/**
 * Turns `event_value` into one currency by the rate of the event's day, from the file `rates.csv` beside this module. The
 * value as sent stays in the custom parameters `original_value` and `original_currency`. Events in a currency without a
 * rate stay as they are.
 */
export default definePlugin<CurrencyConfig>({
  name: 'currency',
  version: '1.0.0',
  apiVersion: 1,
  kind: 'enrichment',
  description: 'Turns event values into one currency by the rate of the day.',
  configSchema: {
    properties: {
      currency: { type: 'string', pattern: '^[A-Z]{3}$', default: 'USD', title: 'Currency of reports' },
      decimals: { type: 'integer', minimum: 0, maximum: 8, default: 2, title: 'Decimal places' },
    },
    additionalProperties: false,
  },
  files: ['rates.csv'],
  reads: ['event_time_msec', 'event_value', 'event_value_currency'],

  start({ files }) {
    rates = parseExchangeRates(files.text('rates.csv'));
  },

  enrich(rows, { config, logger }) {
    const unknown = new Set<string>();
    const factor = 10 ** config.decimals;
    for (const row of rows) {
      const { event_value: value, event_value_currency: currency, event_time_msec: timeMs } = row;
      if (typeof value !== 'number' || typeof currency !== 'string') continue;
      if (currency.toUpperCase() === config.currency) continue;
      const converted = rates?.convert(value, currency.toUpperCase(), config.currency, Number(timeMs));
      if (converted === undefined) {
        unknown.add(currency);
        continue;
      }
      row.event_value = Math.round(converted * factor) / factor;
      row.event_value_currency = config.currency;
      row.custom_parameters = { original_value: value, original_currency: currency };
    }
    if (unknown.size > 0) logger.warn(`no rate for ${[...unknown].slice(0, 10).join(', ')}`);
    return rows;
  },
});
