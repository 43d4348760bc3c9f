import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Attributes } from './index.ts';
import { createDevice } from './simulation/device.ts';

interface ValuedEvent {
  readonly event_value?: number;
  readonly event_value_currency?: string;
}

const cases: readonly (readonly [name: string, attributes: Attributes, expected: ValuedEvent])[] = [
  ['a number', { _value: 12.5 }, { event_value: 12.5 }],
  ['nothing', { _value: 0 }, { event_value: 0 }],
  ['a currency too', { _value: 7, _currency: 'EUR' }, { event_value: 7, event_value_currency: 'EUR' }],
  ['a currency alone', { _currency: 'EUR' }, {}],
  ['a text', { _value: '12.5', _currency: 'EUR' }, {}],
  ['no finite number', { _value: Number.NaN }, {}],
  ['a currency that is no text', { _value: 7, _currency: 978 }, { event_value: 7 }],
];

describe('value of an event', () => {
  for (const [name, attributes, expected] of cases)
    it(`stands where tables look for it, with ${name}`, async () => {
      const device = createDevice();
      device.start().record({ name: 'paid', attributes });
      await device.pass(0);
      const text = device.requests[0]?.body ?? '';
      const events: readonly (ValuedEvent & { readonly event_type: string })[] = JSON.parse(text);
      const paid = events.find(({ event_type }) => event_type === 'paid');
      const { event_value, event_value_currency } = paid ?? {};
      assert.deepEqual(
        { event_value, event_value_currency },
        {
          event_value: undefined,
          event_value_currency: undefined,
          ...expected,
        },
      );
      assert.ok(paid);
    });

  it('may come from a global attribute', async () => {
    const device = createDevice();
    device.start({ globalAttributes: { _value: 3 } }).record({ name: 'paid' });
    await device.pass(0);
    assert.match(device.requests[0]?.body ?? '', /"event_type":"paid".*"event_value":3/);
  });
});
