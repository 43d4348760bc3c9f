import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { anyName } from '../fields/known-names.ts';
import { parseDetailsRequest } from '../lifecycle/details/details-request.ts';
import { readDetails } from '../lifecycle/details/read-details.ts';
import { event, withIds } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';

const json = '{"price":2.5,"city":"Rome","gift":true}';
const engine = await memoryEngine({
  users: [
    {
      pseudo: 'a',
      userId: 'mei',
      columns: {
        first_touch_time_msec: 1_000,
        first_traffic_source: 'google',
        user_properties_json_str: '{}',
      },
    },
  ],
  events: withIds([
    event('a', 'buy', '2024-03-01T10:00', {
      columns: { custom_parameters_json_str: json, app_version: '1.0' },
    }),
    event('b', 'A', '2024-03-04T09:59:59.999'),
    event('a', 'A', '2024-03-04T10:00', { seq: 2 }),
    event('a', 'B', '2024-03-04T10:00', { seq: 1, columns: { platform: 'Web' } }),
  ]),
});
const options = {
  engine,
  calendar: { timeZone: 'UTC', weekStart: 'monday' },
  known: anyName,
  nowMs: Date.parse('2024-03-05T00:00:00Z'),
} as const;
const read = (request: object) =>
  readDetails(parseDetailsRequest({ projectId: 'first', appId: 'shop', ...request }), options);

describe('tables of single rows', () => {
  it('lists the newest events first, page by page, however far apart they are', async () => {
    const first = await read({ table: 'events', limit: 3 });
    assert.deepEqual(
      first.rows.map((row) => row[2]),
      ['A', 'B', 'A'],
    );
    assert.equal(first.hasMore, true);
    const second = await read({ table: 'events', limit: 3, offset: 3 });
    assert.deepEqual(
      second.rows.map((row) => [row[0], row[2], row[8]]),
      [['2024-03-01T10:00:00.000Z', 'buy', '1.0']],
    );
    assert.equal(second.hasMore, false);
  });

  it('looks at a part of the days to the millisecond', async () => {
    const part = { from: '2024-03-04T09:59:00Z', to: '2024-03-04T11:00:00+01:00' };
    assert.deepEqual(
      (await read({ table: 'events', ...part })).rows.map((row) => row[0]),
      ['2024-03-04T09:59:59.999Z'],
    );
  });

  it('lists users by their last event, with their row where they have one', async () => {
    const { columns, rows } = await read({ table: 'users' });
    const shown = rows.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])));
    assert.deepEqual(
      shown.map(({ user_pseudo_id, last_active, user_id, first_traffic_source }) => [
        user_pseudo_id,
        last_active,
        user_id,
        first_traffic_source,
      ]),
      [
        ['a', '2024-03-04T10:00:00.000Z', 'mei', 'google'],
        ['b', '2024-03-04T09:59:59.999Z', null, null],
      ],
    );
  });

  it('unfolds custom parameters to name, value and type, also of one event or user', async () => {
    const expected = [
      ['price', 2.5, 'number'],
      ['city', 'Rome', 'string'],
      ['gift', 'true', 'boolean'],
    ];
    for (const selected of [{}, { eventId: 'e000000' }, { userPseudoId: 'a' }]) {
      const { rows } = await read({ table: 'parameters', ...selected });
      assert.deepEqual(
        rows.map((row) => row.slice(4)),
        expected,
      );
    }
    assert.deepEqual((await read({ table: 'parameters', userPseudoId: "b' OR 1=1" })).rows, []);
  });

  it('follows platforms and filters', async () => {
    const filter = {
      field: { category: 'event_outer', name: 'event_name', type: 'string' },
      operator: '=',
      value: ['A'],
    };
    assert.equal((await read({ table: 'events', filter })).rows.length, 2);
    assert.equal((await read({ table: 'events', platforms: ['Web'] })).rows.length, 1);
    assert.equal((await read({ table: 'events', platforms: ['other'] })).rows.length, 3);
  });

  it('refuses rows beyond the cap and an empty stretch of time', async () => {
    const isInvalid = (error: unknown) => error instanceof CodedError && error.code === 'SPEC_INVALID';
    assert.throws(
      () => parseDetailsRequest({ projectId: 'first', appId: 'shop', table: 'events', offset: 9_999 }),
      isInvalid,
    );
    await assert.rejects(
      read({ table: 'events', from: '2024-03-04T10:00:00Z', to: '2024-03-04T10:00:00Z' }),
      isInvalid,
    );
  });
});
