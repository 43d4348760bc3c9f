import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { StagedEvent } from '@millstream/core';
import { clockAt, type ScratchWarehouse, scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { type FileRows, stageBatch, stagedEvent } from '../test-support/staged-batch.ts';

const at = (time: string) => Date.parse(`2026-03-01T${time}:00Z`);
const clock = clockAt(Date.parse('2026-03-20T00:00:00Z'));

function view(id: string, time: string): StagedEvent {
  return stagedEvent({
    event_id: id,
    event_time_msec: at(time),
    platform: 'Web',
    custom_parameters: { color: { value: id, type: 'string' } },
  });
}

async function load(scratch: ScratchWarehouse, files: readonly FileRows[], replace = false): Promise<void> {
  await scratch.warehouse.load(await stageBatch(scratch.folder, files, { replace }));
}

/** Count, first and last time of the event and of its parameter, and the parameter's values. */
async function known({ warehouse }: ScratchWarehouse) {
  const { events, fields, values } = await warehouse.metadata('shop');
  const seen = [events[0], fields[0]].map((entry) => [
    entry?.eventCount,
    entry?.firstSeenMs,
    entry?.lastSeenMs,
  ]);
  const colors = values.find(({ name }) => name === 'color')?.values.map(({ value }) => value) ?? [];
  return { seen, colors };
}

it('finds the first and last events anew when a rebuild drops those of before', async () => {
  await using scratch = await scratchWarehouse({ clock });
  await load(scratch, [
    { name: 'f1', events: [view('early', '08:00'), view('late', '20:00')] },
    { name: 'f2', events: [view('noon', '12:00'), view('one', '13:00')] },
  ]);
  await scratch.warehouse.refresh();
  await load(scratch, [{ name: 'f1' }], true);
  const rest = [2, at('12:00'), at('13:00')];
  assert.deepEqual(await known(scratch), { seen: [rest, rest], colors: ['noon', 'one'] });
  await load(scratch, [{ name: 'f2', events: [view('noon', '12:00')] }], true);
  const last = [1, at('12:00'), at('12:00')];
  assert.deepEqual(await known(scratch), { seen: [last, last], colors: ['noon'] });
});

it('finds them in the lake file when the day is cold and only a late event goes', async () => {
  await using scratch = await scratchWarehouse({ clock });
  const other = {
    ...view('newer', '10:00'),
    event_time_msec: Date.parse('2026-03-15T10:00:00Z'),
    app_id: 'web',
  };
  await load(scratch, [{ name: 'f1', events: [view('cold', '10:00'), other] }]);
  await scratch.warehouse.expire({ hotDays: 1 });
  assert.deepEqual(await scratch.rows(`SELECT count(*)::INTEGER AS n FROM event_v2`), [{ n: 2 }]);
  await load(scratch, [{ name: 'f2', events: [view('late', '08:00'), view('later', '11:00')] }]);
  await scratch.warehouse.refresh();
  await load(scratch, [{ name: 'f2' }], true);
  const rest = [1, at('10:00'), at('10:00')];
  assert.deepEqual(await known(scratch), { seen: [rest, rest], colors: ['cold'] });
});

it('counts what a warehouse held before it kept metadata, hot and cold', async () => {
  await using scratch = await scratchWarehouse({ clock, keepsMetadata: false });
  const newer = { ...view('newer', '10:00'), event_time_msec: Date.parse('2026-03-15T10:00:00Z') };
  await load(scratch, [{ name: 'f1', events: [view('cold', '10:00'), newer] }]);
  await scratch.warehouse.expire({ hotDays: 1 });
  await load(scratch, [{ name: 'f2', events: [view('late', '08:00')] }]);
  assert.deepEqual(await known(scratch), {
    seen: [
      [undefined, undefined, undefined],
      [undefined, undefined, undefined],
    ],
    colors: [],
  });
  await scratch.reopen();
  const all = [3, at('08:00'), newer.event_time_msec];
  const expected = { seen: [all, all], colors: ['cold', 'late', 'newer'] };
  assert.deepEqual(await known(scratch), expected);
  await scratch.reopen();
  assert.deepEqual(await known(scratch), expected);
});

it('forgets an event that no stored row carries any more', async () => {
  await using scratch = await scratchWarehouse({ clock });
  await load(scratch, [{ name: 'f1', events: [view('a', '08:00')] }]);
  await scratch.warehouse.refresh();
  await load(scratch, [{ name: 'f1', events: [{ ...view('a', '08:00'), is_bot: true }] }], true);
  const { events, fields, values } = await scratch.warehouse.metadata('shop');
  assert.deepEqual({ events, fields, values }, { events: [], fields: [], values: [] });
});
