import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nextSegmentRuns, type SegmentRefresh } from './segment-refresh.ts';

interface Case {
  readonly name: string;
  readonly refresh: SegmentRefresh;
  readonly timeZone?: string;
  readonly after: string;
  readonly until?: string;
  readonly runs: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'by hand: never', refresh: { type: 'manual' }, after: '2024-03-04T00:00Z', runs: [] },
  {
    name: 'daily in the zone, on both sides of a change of the clock',
    refresh: { type: 'daily', hour: 6 },
    timeZone: 'Europe/Berlin',
    after: '2024-03-29T05:00Z',
    runs: ['2024-03-30T05:00Z', '2024-03-31T04:00Z', '2024-04-01T04:00Z'],
  },
  {
    name: 'daily at the hour that the zone skips',
    refresh: { type: 'daily', hour: 2 },
    timeZone: 'Europe/Berlin',
    after: '2024-03-30T12:00Z',
    runs: ['2024-03-31T01:00Z', '2024-04-01T00:00Z', '2024-04-02T00:00Z'],
  },
  {
    name: 'daily at the hour that the zone repeats: once',
    refresh: { type: 'daily', hour: 2 },
    timeZone: 'Europe/Berlin',
    after: '2024-10-26T12:00Z',
    runs: ['2024-10-27T00:00Z', '2024-10-28T01:00Z', '2024-10-29T01:00Z'],
  },
  {
    name: 'weekly on the local weekday',
    refresh: { type: 'weekly', weekday: 1, hour: 3 },
    timeZone: 'Asia/Tokyo',
    after: '2024-03-03T18:00Z',
    runs: ['2024-03-10T18:00Z', '2024-03-17T18:00Z', '2024-03-24T18:00Z'],
  },
  {
    name: 'weekly on Sunday, as 0 or as 7',
    refresh: { type: 'weekly', weekday: 0, hour: 0 },
    after: '2024-03-04T00:00Z',
    runs: ['2024-03-10T00:00Z', '2024-03-17T00:00Z', '2024-03-24T00:00Z'],
  },
  {
    name: 'monthly on the 31st, or the last day',
    refresh: { type: 'monthly', dayOfMonth: 31, hour: 4 },
    after: '2024-01-31T04:00Z',
    runs: ['2024-02-29T04:00Z', '2024-03-31T04:00Z', '2024-04-30T04:00Z'],
  },
  {
    name: 'a cron line in the zone',
    refresh: { type: 'custom', cron: '30 9 * * 1-5' },
    timeZone: 'America/Sao_Paulo',
    after: '2024-03-08T12:30Z',
    runs: ['2024-03-11T12:30Z', '2024-03-12T12:30Z', '2024-03-13T12:30Z'],
  },
  {
    name: 'nothing from the end on',
    refresh: { type: 'daily', hour: 0 },
    after: '2024-03-04T12:00Z',
    until: '2024-03-06T00:00Z',
    runs: ['2024-03-05T00:00Z'],
  },
];

describe('next runs of a segment', () => {
  for (const { name, refresh, timeZone = 'UTC', after, until, runs } of cases) {
    it(name, () => {
      const found = nextSegmentRuns(refresh, {
        timeZone,
        afterMs: Date.parse(after),
        ...(until === undefined ? {} : { untilMs: Date.parse(until) }),
      });
      assert.deepEqual(
        found.map((run) => new Date(run).toISOString()),
        runs.map((run) => new Date(run).toISOString()),
      );
    });
  }
});
