import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from './driver.ts';
import { matchEvents } from './match-events.ts';
import type { Expectation } from './scenario.ts';

interface Case {
  readonly title: string;
  readonly expectation: Expectation;
  readonly stored: readonly string[];
  readonly problems?: readonly string[];
}

const event = (type: string): Expectation['events'] => [{ fields: { event_type: type } }];
const cases: readonly Case[] = [
  {
    title: 'the same events in the same order',
    expectation: { events: [...(event('a') ?? []), ...(event('b') ?? [])] },
    stored: ['a', 'b'],
  },
  {
    title: 'another order',
    expectation: { events: [...(event('a') ?? []), ...(event('b') ?? [])] },
    stored: ['b', 'a'],
    problems: ['events are:      b, a', 'events should be: a, b'],
  },
  {
    title: 'a missing event',
    expectation: { events: event('a') ?? [] },
    stored: [],
    problems: ['events are:      ', 'events should be: a'],
  },
  {
    title: 'an event too many',
    expectation: { events: event('a') ?? [] },
    stored: ['a', 'a'],
    problems: ['events are:      a, a', 'events should be: a'],
  },
  {
    title: 'others than those compared',
    expectation: { only: ['a'], events: event('a') ?? [] },
    stored: ['x', 'a', 'y'],
  },
  {
    title: 'the view of the platform',
    expectation: { only: ['view'], events: [{ view: true, fields: {} }] },
    stored: ['_screen_view', 'a'],
  },
  {
    title: 'the view of another platform',
    expectation: { events: [{ view: true, fields: {} }] },
    stored: ['_page_view'],
    problems: ['events are:      _page_view', 'events should be: _screen_view'],
  },
  {
    title: 'an event that must not be',
    expectation: { none: ['view', 'b'] },
    stored: ['a', '_screen_view'],
    problems: ['there is a _screen_view, which must not be'],
  },
  {
    title: 'events about others',
    expectation: { events: [{ for: ['web'], fields: { event_type: 'a' } }] },
    stored: [],
  },
];

describe('comparing events', () => {
  for (const { title, expectation, stored, problems = [] } of cases) {
    it(`${problems.length === 0 ? 'accepts' : 'refuses'} ${title}`, () => {
      const found = matchEvents(
        expectation,
        stored.map((type) => ({ event_type: type })),
        { bindings: new Map(), zeroMs: 0, viewType: '_screen_view', concerns: (scope) => !scope.for },
      );
      assert.deepEqual(found, problems);
    });
  }

  it('numbers repeated events and names the one that is wrong', () => {
    const stored: JsonObject[] = [1, 2, 4].map((n) => ({ event_type: 'a', attributes: { n } }));
    const events = [{ times: 3, fields: { event_type: 'a', attributes: { n: '{n}' } } }];
    const context = { bindings: new Map(), zeroMs: 0, viewType: '_screen_view', concerns: () => true };
    assert.deepEqual(matchEvents({ events }, stored, context), [
      'event 3 (a).attributes.n is 4, should be 3',
    ]);
  });
});
