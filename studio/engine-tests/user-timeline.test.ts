import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTimelineRequest } from '../drill/timeline-request.ts';
import { readTimeline, type UserTimeline } from '../drill/user-timeline.ts';
import { anyName } from '../fields/known-names.ts';
import { arbitraryPlace } from '../test-support/arbitrary-corpus.ts';
import { arbitraryVisits } from '../test-support/arbitrary-visits.ts';
import { type Corpus, event, withIds } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { distinct, OracleEvents } from '../test-support/oracle/oracle-events.ts';
import { localDateOf } from '../test-support/oracle/oracle-time.ts';

const engine = await memoryEngine();
const asked = { projectId: 'first', appId: 'shop' };
const nowMs = Date.parse('2030-01-01T00:00:00Z');

async function timelineOf(corpus: Corpus, request: object, timeZone = 'UTC'): Promise<UserTimeline> {
  await engine.load(corpus);
  const calendar = { timeZone, weekStart: 'monday' } as const;
  return readTimeline(parseTimelineRequest({ ...asked, ...request }), {
    engine,
    calendar,
    known: anyName,
    nowMs,
  });
}

describe("a user's timeline", () => {
  it('shows every event of the user on all devices once, in sessions, newest first', async () => {
    const arbitrary = arbitraryPlace.chain((place) =>
      fc.record({ timeZone: fc.constant(place.calendar.timeZone), corpus: arbitraryVisits(place) }),
    );
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.constantFrom(1, 2, 100), async ({ timeZone, corpus }, limit) => {
        const oracle = new OracleEvents(corpus);
        const people = corpus.events.filter(({ isBot }) => isBot !== true);
        for (const userKey of distinct(people.map((one) => oracle.userKey(one)))) {
          const own = people.filter((one) => oracle.userKey(one) === userKey);
          const sessionOf = ({ pseudo, session, ms }: (typeof own)[number]) =>
            JSON.stringify([pseudo, session ?? null, session === null ? localDateOf(ms, timeZone) : '']);
          const pages: UserTimeline[] = [];
          for (let offset: number | null = 0; offset !== null; offset = pages.at(-1)?.nextOffset ?? null) {
            pages.push(await timelineOf(corpus, { userKey, limit, offset }, timeZone));
          }
          const sessions = pages.flatMap((page) => page.sessions);
          assert.equal(sessions.length, distinct(own.map(sessionOf)).length);
          assert.deepEqual(
            sessions.flatMap(({ events }) => events.map(({ eventId }) => eventId)).toSorted(),
            own.map(({ id }) => id).toSorted(),
          );
          const starts = sessions.map(({ start }) => Date.parse(start));
          assert.deepEqual(
            starts,
            starts.toSorted((a, b) => b - a),
          );
          for (const { events, eventCount } of sessions) {
            assert.equal(events.length, eventCount);
            assert.deepEqual(
              events.map(({ time }) => time),
              events.map(({ time }) => time).toSorted(),
            );
          }
          assert.deepEqual(
            pages[0]?.devices.map((one) => [one.userPseudoId, one.events]).toSorted(),
            distinct(own.map(({ pseudo }) => pseudo))
              .map((pseudo) => [pseudo, own.filter((one) => one.pseudo === pseudo).length])
              .toSorted(),
          );
        }
      }),
      { numRuns: 15 },
    );
  });

  it('finds the user of a device, with the other devices and since when they are linked', async () => {
    const corpus = {
      users: [
        { pseudo: 'd1', userId: 'mei' },
        { pseudo: 'd2', userId: 'mei' },
      ],
      events: withIds([
        event('d1', 'A', '2024-03-04T09:00', { session: 's1' }),
        event('d1', 'login', '2024-03-04T09:05', {
          session: 's1',
          columns: { user_id: 'mei', custom_parameters_json_str: '{"way":"mail"}' },
        }),
        event('d2', 'A', '2024-03-05T09:00'),
      ]),
    };
    const timeline = await timelineOf(corpus, { userPseudoId: 'd2' });
    assert.deepEqual(timeline.devices, [
      {
        userPseudoId: 'd2',
        firstSeen: '2024-03-05T09:00:00.000Z',
        lastSeen: '2024-03-05T09:00:00.000Z',
        linkedSince: null,
        events: 1,
      },
      {
        userPseudoId: 'd1',
        firstSeen: '2024-03-04T09:00:00.000Z',
        lastSeen: '2024-03-04T09:05:00.000Z',
        linkedSince: '2024-03-04T09:05:00.000Z',
        events: 2,
      },
    ]);
    assert.equal(timeline.userKey, 'mei');
    assert.deepEqual(timeline.sessions[1]?.events.at(-1)?.parameters, { way: 'mail' });
  });

  it('is empty for a user that nobody knows, whatever the id', async () => {
    const ids = fc.constantFrom("x'; DROP TABLE event_v2; --", '\\', '%', '💥', '"');
    await fc.assert(
      fc.asyncProperty(ids, async (userKey) => {
        const timeline = await timelineOf({ events: withIds([event('a', 'A', 0)]) }, { userKey });
        assert.deepEqual(timeline.sessions, []);
      }),
    );
  });
});
