import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anyName } from '../fields/known-names.ts';
import { readFeed } from '../realtime/live-feed.ts';
import { readRealtime } from '../realtime/read-realtime.ts';
import { parseFeedRequest, parseRealtimeRequest } from '../realtime/realtime-request.ts';
import type { RealtimeValue } from '../realtime/realtime-result.ts';
import { compareText } from '../result/group-label.ts';
import type { CorpusEvent } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { distinct, groupedBy } from '../test-support/oracle/oracle-events.ts';

const engine = await memoryEngine();
const asOf = '2024-03-31T01:30:30.500Z';
const asOfMs = Date.parse(asOf);
const minuteMs = 60_000;
const options = {
  engine,
  calendar: { timeZone: 'Europe/Berlin', weekStart: 'monday' },
  known: anyName,
  nowMs: asOfMs,
} as const;
const asked = { projectId: 'first', appId: 'shop' };

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const minutesAgo = oneOf(0, 1, 4, 5, 29, 30, 31, 59, 60, 61, -1);
const arbitraryEvents = fc
  .array(
    fc.record({
      name: oneOf('_first_open', '_page_view', '_screen_view', 'buy'),
      pseudo: oneOf('a', 'b', 'c'),
      arrived: fc.tuple(minutesAgo, oneOf(0, 1, 500)).map(([m, rest]) => asOfMs - m * minuteMs + rest),
      late: oneOf(0, 0, 1_000, 65_000, 7_200_000),
      loaded: oneOf(asOfMs - 1_000, asOfMs - 500, asOfMs),
      isBot: oneOf(false, false, true),
      columns: fc.record({
        platform: oneOf('Web', 'iOS', 'tv', null),
        geo_country: oneOf('DE', '', null),
        geo_city: oneOf('Bonn', null),
        page_view_page_title: oneOf('Home', null),
        screen_view_screen_name: oneOf('Main', null),
        traffic_source_source: oneOf('mail', null),
      }),
    }),
    { maxLength: 25 },
  )
  .map((list) =>
    list.map(
      ({ arrived, late, loaded, columns, ...event }, index): CorpusEvent => ({
        ...event,
        id: `e${(index * 7919) % 100}`,
        ms: arrived - late,
        columns: { ...columns, ingest_time_msec: arrived, created_time: loaded },
      }),
    ),
  );

const arrivedOf = ({ columns }: CorpusEvent) => Number(columns?.ingest_time_msec);
const users = (events: readonly CorpusEvent[]) => distinct(events.map(({ pseudo }) => pseudo)).length;
const isView = ({ name }: CorpusEvent) => name === '_page_view' || name === '_screen_view';

/** A list in the words of studio.md 4. */
function listOf(
  events: readonly CorpusEvent[],
  keyOf: (event: CorpusEvent) => readonly (string | null)[],
  sizeOf: (value: RealtimeValue) => number,
): readonly RealtimeValue[] {
  return [...groupedBy(events, (event) => JSON.stringify(keyOf(event)))]
    .map(([json, list]) => {
      const key: readonly (string | null)[] = JSON.parse(json);
      const labels = key.map((value) => (value === null ? '(not set)' : value === '' ? '(empty)' : value));
      return { key, labels, users: users(list), events: list.length, views: list.filter(isView).length };
    })
    .toSorted((a, b) => sizeOf(b) - sizeOf(a) || compareText(a.labels.join(' / '), b.labels.join(' / ')));
}

describe('realtime', () => {
  it('counts what arrived in the last minutes, whenever it happened', async () => {
    const request = fc.record({
      minutes: oneOf(5, 30, 60),
      platforms: fc.option(oneOf(['Web'], ['other', 'iOS']), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, request, async (events, { minutes, platforms }) => {
        await engine.load({ events });
        const result = await readRealtime(
          parseRealtimeRequest({ ...asked, minutes, ...(platforms === undefined ? {} : { platforms }) }),
          options,
        );
        const people = events.filter(({ isBot, columns }) => {
          const platform = String(columns?.platform ?? '');
          const named = ['Web', 'iOS'].includes(platform) ? platform : 'other';
          return isBot !== true && (platforms?.includes(named) ?? true);
        });
        const within = (window: number) =>
          people.filter(
            (event) => arrivedOf(event) > asOfMs - window * minuteMs && arrivedOf(event) <= asOfMs,
          );
        for (const window of result.windows) {
          const list = within(window.minutes);
          assert.deepEqual(window, {
            minutes: window.minutes,
            users: users(list),
            events: list.length,
            views: list.filter(isView).length,
          });
        }
        assert.equal(result.eventsPerMinute, within(5).length / 5);
        assert.equal(result.minutes.length, 60);
        for (const { start, newUsers, returningUsers } of result.minutes) {
          const list = within(60).filter(
            ({ ms }) => ms >= Date.parse(start) && ms < Date.parse(start) + minuteMs,
          );
          const opened = users(list.filter(({ name }) => name === '_first_open'));
          assert.deepEqual([newUsers, returningUsers], [opened, users(list) - opened], start);
        }
        const text = (event: CorpusEvent, name: string) => {
          const value = event.columns?.[name] ?? null;
          return value === null ? null : String(value);
        };
        const shown = within(minutes);
        const byColumn = (...names: readonly string[]) =>
          listOf(
            shown,
            (event) => names.map((name) => text(event, name)),
            (value) => value.users,
          );
        assert.deepEqual(result.lists, {
          geo: byColumn('geo_country', 'geo_city'),
          platform: byColumn('platform'),
          events: listOf(
            shown,
            ({ name }) => [name],
            (value) => value.events,
          ),
          pages: listOf(
            shown,
            (event) => [text(event, 'page_view_page_title') ?? text(event, 'screen_view_screen_name') ?? ''],
            (value) => value.views,
          ).filter(({ views }) => views > 0),
          sources: byColumn('traffic_source_source'),
        });
      }),
      { numRuns: 60 },
    );
  });

  it('names minutes by the clock of the app on a short night', async () => {
    await engine.load({ events: [] });
    const { minutes, latestArrival } = await readRealtime(parseRealtimeRequest(asked), options);
    assert.deepEqual(
      [minutes[0]?.minute, minutes[29]?.minute, minutes[59]?.minute],
      ['01:31', '03:00', '03:30'],
    );
    assert.equal(latestArrival, null);
  });

  it('tells the last arrival when nobody is there', async () => {
    const long = asOfMs - 7_200_000;
    await engine.load({
      events: [{ id: 'e', name: 'A', ms: long, pseudo: 'a', columns: { ingest_time_msec: long } }],
    });
    const { latestArrival } = await readRealtime(parseRealtimeRequest(asked), options);
    assert.equal(latestArrival, new Date(long).toISOString());
  });
});

describe('live feed', () => {
  it('shows every event once to a reader who follows the cursor, whatever the loads', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryEvents, async (events) => {
        const inHour = events.filter(
          (event) =>
            event.isBot !== true && arrivedOf(event) > asOfMs - 60 * minuteMs && arrivedOf(event) <= asOfMs,
        );
        const loads = distinct(events.map(({ columns }) => Number(columns?.created_time))).toSorted(
          (a, b) => a - b,
        );
        const seen: string[] = [];
        let cursor: string | null = null;
        for (const load of loads) {
          await engine.load({
            events: events.filter(({ columns }) => Number(columns?.created_time) <= load),
          });
          const since = cursor === null ? {} : { since: cursor };
          const answer = await readFeed(parseFeedRequest({ ...asked, ...since, limit: 500 }), options);
          seen.push(...answer.events.map(({ eventId }) => eventId));
          cursor = answer.cursor;
        }
        assert.deepEqual(seen.toSorted(), inHour.map(({ id }) => id).toSorted());
      }),
      { numRuns: 30 },
    );
  });

  it('shows the newest events with what they carry, and tells that there are more', async () => {
    const columns = {
      platform: 'Web',
      created_time: asOfMs,
      custom_parameters_json_str: '{"price":10,"gift":true}',
    };
    const event = (id: string, ms: number): CorpusEvent => ({
      id,
      name: 'buy',
      ms,
      pseudo: 'a',
      session: 's',
      columns,
    });
    await engine.load({ events: [event('e1', asOfMs - 5_000), event('e2', asOfMs - 4_000)] });
    const { events, hasMore } = await readFeed(parseFeedRequest({ ...asked, limit: 1 }), options);
    assert.equal(hasMore, true);
    assert.deepEqual(events, [
      {
        eventId: 'e2',
        name: 'buy',
        time: new Date(asOfMs - 4_000).toISOString(),
        arrived: new Date(asOfMs - 3_000).toISOString(),
        loaded: asOf,
        userPseudoId: 'a',
        userId: null,
        columns: { platform: 'Web', session_id: 's' },
        parameters: { price: 10, gift: true },
      },
    ]);
  });
});
