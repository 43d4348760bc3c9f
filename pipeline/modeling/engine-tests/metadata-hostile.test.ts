import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { TypedValue } from '@millstream/core';
import fc from 'fast-check';
import { clockAt, type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { stageBatch, stagedEvent } from '../test-support/staged-batch.ts';

const timeMs = Date.parse('2026-03-01T10:00:00Z');
let scratch: ScratchWarehouse;
let runs = 0;

before(async () => {
  scratch = await scratchWarehouse({ clock: clockAt(timeMs + 1000) });
});
after(() => scratch[Symbol.asyncDispose]());

const text = fc.oneof(
  fc.constantFrom(
    '',
    "'",
    '"',
    '\\',
    '%_',
    '\u0000',
    "'; DROP TABLE stored.event; --",
    '$app',
    '__proto__',
    '{"a":1}',
    '日本 😀\u202e',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const hostile = fc.record({
  app: text,
  event: text.filter((name) => name !== '' && name !== '_'),
  parameters: fc.uniqueArray(fc.tuple(text, text), { maxLength: 6, selector: ([name]) => name }),
});

/** An object with any names, also `__proto__`. */
function parametersOf(pairs: readonly (readonly [string, string])[]): Record<string, TypedValue> {
  const typed = pairs.map(([name, value]): [string, TypedValue] => [name, { value, type: 'string' }]);
  return Object.fromEntries(typed);
}

it('tells names and values of any characters as they were sent', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async ({ app, event, parameters }) => {
      runs += 1;
      const appId = `${app} ${runs}`;
      const sent = stagedEvent({
        event_id: `e${runs}`,
        event_time_msec: timeMs,
        app_id: appId,
        event_name: event,
        custom_parameters: parametersOf(parameters),
      });
      await scratch.warehouse.load(await stageBatch(scratch.folder, [{ name: `f${runs}`, events: [sent] }]));
      if (runs % 2 === 0) await scratch.warehouse.refresh();
      const { events, fields, values } = await scratch.warehouse.metadata(appId);
      assert.deepEqual(
        events.map(({ name }) => name),
        [event],
      );
      assert.deepEqual(fields.map(({ name }) => name).sort(), parameters.map(([name]) => name).sort());
      const told = values
        .filter(({ category }) => category === 'event')
        .map(({ name, values: found }) => [name, found[0]?.value]);
      assert.deepEqual(told.sort(), parameters.filter(([, value]) => value !== '').sort());
    }),
    { numRuns: 20, interruptAfterTimeLimit: 60_000 },
  );
});

it('leaves out names that are longer than 255 characters, and cuts values at 100', async () => {
  const parameters = parametersOf([
    ['n'.repeat(256), 'x'],
    ['長'.repeat(255), '😀'.repeat(101)],
  ]);
  const sent = stagedEvent({
    event_id: 'long',
    event_time_msec: timeMs,
    app_id: 'long',
    custom_parameters: parameters,
  });
  await scratch.warehouse.load(await stageBatch(scratch.folder, [{ name: 'long', events: [sent] }]));
  const { fields, values } = await scratch.warehouse.metadata('long');
  assert.deepEqual(
    fields.map(({ name }) => name),
    ['長'.repeat(255)],
  );
  assert.equal(values.find(({ category }) => category === 'event')?.values[0]?.value, '😀'.repeat(100));
});
