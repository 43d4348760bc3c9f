import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyName } from '../fields/known-names.ts';
import { parseLifecycleRequest } from '../lifecycle/lifecycle-request.ts';
import { readLifecycle } from '../lifecycle/read-lifecycle.ts';
import type { Cell } from '../result/analysis-result.ts';
import { type Corpus, event, withIds } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';

const engine = await memoryEngine();

/** Rows of one visual over a corpus in UTC. */
async function rowsOf(
  id: string,
  corpus: Corpus,
  {
    start,
    end,
    ...more
  }: { readonly start: string; readonly end: string; readonly platforms?: readonly string[] },
): Promise<readonly (readonly Cell[])[]> {
  await engine.load(corpus);
  const request = parseLifecycleRequest({
    projectId: 'first',
    appId: 'shop',
    visuals: [id],
    time: { type: 'fixed', start, end },
    asOf: '2024-05-01T00:00:00Z',
    ...more,
  });
  const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;
  const { sheets } = await readLifecycle(request, { engine, calendar, known: anyName, nowMs: 0 });
  const outcome = sheets[0]?.sections[0]?.visuals[0]?.outcome;
  assert.equal(outcome?.kind, 'result', JSON.stringify(outcome));
  return outcome?.kind === 'result' ? outcome.result.rows : [];
}

const touched = (pseudo: string, time: string, userId: string | null = null) => ({
  pseudo,
  userId,
  columns: { first_touch_time_msec: Date.parse(`${time}Z`) },
});

describe('worked example of the weekly life cycle', () => {
  const week = (user: string, day: string, platform = 'Web') =>
    event(user, '_session_start', `2024-03-${day}T10:00`, { columns: { platform } });
  const corpus = {
    events: withIds([
      week('x', '04'),
      week('x', '11', 'iOS'),
      week('y', '05'),
      week('y', '18'),
      week('z', '12'),
      week('z', '25'),
    ]),
  };
  it('tells new, retained, returned and lost users of each week', async () => {
    assert.deepEqual(
      await rowsOf('retention.weeklyLifeCycle', corpus, { start: '2024-03-06', end: '2024-03-27' }),
      [
        ['2024-03-04', 2, 0, 0, 0],
        ['2024-03-11', 1, 1, 0, -1],
        ['2024-03-18', 0, 0, 1, -2],
        ['2024-03-25', 0, 0, 1, -1],
      ],
    );
  });
  it('counts a user on each platform when platforms are chosen', async () => {
    const asked = { start: '2024-03-11', end: '2024-03-11', platforms: ['Web', 'iOS'] };
    assert.deepEqual(await rowsOf('retention.weeklyLifeCycle', corpus, asked), [['2024-03-11', 2, 0, 0, -2]]);
  });
});

describe('worked example of stickiness', () => {
  const days = (user: string, ...list: readonly number[]) =>
    list.map((day) => event(user, 'A', `2024-03-0${day}T12:00`));
  const corpus = { events: withIds([...days('p', 1, 2, 3, 4, 5, 6, 7), ...days('q', 7), ...days('r', 3)]) };
  it('counts distinct users of trailing windows', async () => {
    assert.deepEqual(
      await rowsOf('retention.stickiness', corpus, { start: '2024-03-06', end: '2024-03-07' }),
      [
        ['2024-03-06', null, null, null, 1, null, null],
        ['2024-03-07', 0.6667, null, null, 2, 3, null],
      ],
    );
  });
});

describe('worked example of a first-visit cohort', () => {
  const corpus = {
    users: ['a', 'b', 'c', 'd'].map((user) => touched(user, '2024-03-04T08:00')),
    events: withIds([
      event('a', 'A', '2024-03-04T08:00'),
      event('b', 'A', '2024-03-04T09:00'),
      event('c', 'A', '2024-03-04T10:00'),
      event('a', 'A', '2024-03-05T10:00'),
      event('d', 'A', '2024-03-05T10:00'),
    ]),
  };
  it('leaves users without an event on day 0 out', async () => {
    const asked = { start: '2024-03-04', end: '2024-03-04' };
    assert.deepEqual(await rowsOf('retention.byDate', corpus, asked), [['2024-03-04', 0.3333, 0, 3]]);
    const byDay = await rowsOf('retention.byDay', corpus, asked);
    assert.deepEqual(byDay.slice(0, 3), [
      [0, 1, 3, 3],
      [1, 0.3333, 1, 3],
      [2, 0, 0, 3],
    ]);
  });
});

describe('users over days and devices', () => {
  const corpus = {
    users: [touched('d1', '2024-03-04T09:00', 'mei'), touched('d2', '2024-03-05T09:00', 'mei')],
    events: withIds([
      event('d1', '_first_open', '2024-03-04T09:00', { session: 's1' }),
      event('d1', '_page_view', '2024-03-04T23:59', { session: 's2' }),
      event('d1', '_page_view', '2024-03-05T00:01', { session: 's2' }),
      event('d2', '_first_open', '2024-03-05T09:00', { session: 's1' }),
    ]),
  };
  const asked = { start: '2024-03-04', end: '2024-03-05' };
  it('takes a user on two devices for one, new on the first of them', async () => {
    assert.deepEqual(await rowsOf('overview.usersByDay', corpus, asked), [
      ['2024-03-04', 1, 1],
      ['2024-03-05', 1, 0],
    ]);
    assert.deepEqual(await rowsOf('acquisition.newUsers', corpus, asked), [['newUsers', 1, 0]]);
  });
  it('counts a session that crosses midnight on both days and once in the range, engaged by its views of both', async () => {
    const rows = await rowsOf('acquisition.trafficTable', corpus, asked);
    // Active users, sessions, engaged sessions, engagement rate, average engagement time, events.
    assert.deepEqual(rows, [['(not set)', 1, 3, 1, 0.3333, 0, 4]]);
    const byDay = await rowsOf('overview.keyEngagement', corpus, asked);
    assert.deepEqual(
      byDay.map((row) => row[1]),
      [0, 0],
    );
  });
});
