import type { Cell } from '../../result/analysis-result.ts';
import { type Corpus, event, withIds } from '../corpus.ts';

/** One visual of the life cycle dashboard in UTC: what is asked beside it, and the rows it must have. */
export interface LifecycleExample {
  /** What it shows, in words. */
  readonly name: string;
  readonly visual: string;
  readonly start: string;
  readonly end: string;
  readonly platforms?: readonly string[];
  /** The part of the rows that the example is about. @default all */
  readonly read?: (rows: readonly (readonly Cell[])[]) => unknown;
  readonly expected: unknown;
}

/** Worked examples of the dashboard over one corpus, whose `appId` is no other set's. */
export interface LifecycleExampleSet {
  readonly title: string;
  readonly corpus: Corpus & { readonly appId: string };
  readonly examples: readonly LifecycleExample[];
}

const touched = (pseudo: string, time: string, userId: string | null = null) => ({
  pseudo,
  userId,
  columns: { first_touch_time_msec: Date.parse(`${time}Z`) },
});
const week = (user: string, day: string, platform = 'Web') =>
  event(user, '_session_start', `2024-03-${day}T10:00`, { columns: { platform } });

const weekly: LifecycleExampleSet = {
  title: 'the weekly life cycle',
  corpus: {
    appId: 'l1',
    events: withIds([
      week('x', '04'),
      week('x', '11', 'iOS'),
      week('y', '05'),
      week('y', '18'),
      week('z', '12'),
      week('z', '25'),
    ]),
  },
  examples: [
    {
      name: 'tells new, retained, returned and lost users of each week',
      visual: 'retention.weeklyLifeCycle',
      start: '2024-03-06',
      end: '2024-03-27',
      expected: [
        ['2024-03-04', 2, 0, 0, 0],
        ['2024-03-11', 1, 1, 0, -1],
        ['2024-03-18', 0, 0, 1, -2],
        ['2024-03-25', 0, 0, 1, -1],
      ],
    },
    {
      name: 'counts a user on each platform when platforms are chosen',
      visual: 'retention.weeklyLifeCycle',
      start: '2024-03-11',
      end: '2024-03-11',
      platforms: ['Web', 'iOS'],
      expected: [['2024-03-11', 2, 0, 0, -2]],
    },
  ],
};

const days = (user: string, ...list: readonly number[]) =>
  list.map((day) => event(user, 'A', `2024-03-0${day}T12:00`));

const stickiness: LifecycleExampleSet = {
  title: 'stickiness',
  corpus: {
    appId: 'l2',
    events: withIds([...days('p', 1, 2, 3, 4, 5, 6, 7), ...days('q', 7), ...days('r', 3)]),
  },
  examples: [
    {
      name: 'counts distinct users of trailing windows',
      visual: 'retention.stickiness',
      start: '2024-03-06',
      end: '2024-03-07',
      expected: [
        ['2024-03-06', null, null, null, 1, null, null],
        ['2024-03-07', 0.6667, null, null, 2, 3, null],
      ],
    },
  ],
};

const firstDay = { start: '2024-03-04', end: '2024-03-04' };
const cohort: LifecycleExampleSet = {
  title: 'a first-visit cohort',
  corpus: {
    appId: 'l3',
    users: ['a', 'b', 'c', 'd'].map((user) => touched(user, '2024-03-04T08:00')),
    events: withIds([
      event('a', 'A', '2024-03-04T08:00'),
      event('b', 'A', '2024-03-04T09:00'),
      event('c', 'A', '2024-03-04T10:00'),
      event('a', 'A', '2024-03-05T10:00'),
      event('d', 'A', '2024-03-05T10:00'),
    ]),
  },
  examples: [
    {
      name: 'leaves users without an event on day 0 out',
      visual: 'retention.byDate',
      ...firstDay,
      expected: [['2024-03-04', 0.3333, 0, 3]],
    },
    {
      name: 'counts those who come back by the number of days',
      visual: 'retention.byDay',
      ...firstDay,
      read: (rows) => rows.slice(0, 3),
      expected: [
        [0, 1, 3, 3],
        [1, 0.3333, 1, 3],
        [2, 0, 0, 3],
      ],
    },
  ],
};

const bothDays = { start: '2024-03-04', end: '2024-03-05' };
const devices: LifecycleExampleSet = {
  title: 'users over days and devices',
  corpus: {
    appId: 'l4',
    users: [touched('d1', '2024-03-04T09:00', 'mei'), touched('d2', '2024-03-05T09:00', 'mei')],
    events: withIds([
      event('d1', '_first_open', '2024-03-04T09:00', { session: 's1' }),
      event('d1', '_page_view', '2024-03-04T23:59', { session: 's2' }),
      event('d1', '_page_view', '2024-03-05T00:01', { session: 's2' }),
      event('d2', '_first_open', '2024-03-05T09:00', { session: 's1' }),
    ]),
  },
  examples: [
    {
      name: 'takes a user on two devices for one, new on the first of them, by day',
      visual: 'overview.usersByDay',
      ...bothDays,
      expected: [
        ['2024-03-04', 1, 1],
        ['2024-03-05', 1, 0],
      ],
    },
    {
      name: 'takes a user on two devices for one, new on the first of them',
      visual: 'acquisition.newUsers',
      ...bothDays,
      expected: [['newUsers', 1, 0]],
    },
    {
      name: 'counts a session that crosses midnight once in the range, engaged by its views of both days',
      visual: 'acquisition.trafficTable',
      ...bothDays,
      // Active users, sessions, engaged sessions, engagement rate, average engagement time, events.
      expected: [['(not set)', 1, 3, 1, 0.3333, 0, 4]],
    },
    {
      name: 'counts a session that crosses midnight on both days',
      visual: 'overview.keyEngagement',
      ...bothDays,
      read: (rows) => rows.map((row) => row[1]),
      expected: [0, 0],
    },
  ],
};

/** Studio 2.7, and users over days and devices. */
export const lifecycleExamples: readonly LifecycleExampleSet[] = [weekly, stickiness, cohort, devices];
