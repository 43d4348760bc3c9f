import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { SegmentCriteria, SegmentRule } from '@millstream/studio/spec';
import IntlMessageFormat from 'intl-messageformat';
import { type SentenceParts, segmentSentence } from './segment-sentence.ts';

function partsOf(tag: string): SentenceParts {
  const path = join(import.meta.dirname, `../../messages/${tag}.json`);
  const messages = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  const say = (id: string, values = {}) => {
    const text = messages[id];
    assert.ok(text !== undefined, `${tag} has no ${id}`);
    return String(new IntlMessageFormat(text, tag, undefined, { ignoreTag: true }).format(values));
  };
  return {
    speech: { tag, say },
    event: (name) => (name === 'purchase' ? 'Order placed' : name),
    field: ({ name }) => (name === 'geo_country' ? 'Country' : name),
    segment: (id) => `“${id}”`,
  };
}

const country = { category: 'user_outer', name: 'geo_country', type: 'string' } as const;
const buys: SegmentRule = {
  type: 'userEvent',
  done: true,
  event: { event: 'purchase' },
  metric: { type: 'total' },
  operator: '>=',
  value: [2],
};
const inGermany: SegmentRule = {
  type: 'userAttribute',
  has: true,
  field: country,
  operator: '=',
  value: ['DE'],
};

function criteria(...rules: SegmentRule[]): SegmentCriteria {
  const filters = rules.map((rule) => ({ op: 'or' as const, conditions: [rule] }));
  return { op: 'and', groups: [{ range: { type: 'relative', lastN: 30, unit: 'day' }, op: 'and', filters }] };
}

const cases: readonly (readonly [tag: string, criteria: SegmentCriteria, expected: string])[] = [
  ['en-US', criteria(buys), 'Users who did Order placed at least 2 times in the last 30 days.'],
  [
    'en-US',
    criteria(buys, inGermany),
    'Users who did Order placed at least 2 times in the last 30 days and have the attribute: Country is DE.',
  ],
  [
    'en-US',
    criteria({
      ...buys,
      done: false,
      operator: 'between',
      value: [1, 1],
      metric: { type: 'daysHavingEvent' },
    }),
    'Users who did not do Order placed on 1 to 1 day in the last 30 days.',
  ],
  [
    'en-US',
    criteria({
      type: 'sequence',
      done: true,
      events: [
        { event: 'view', filter: { field: country, operator: 'in', value: ['DE', 'FR'] } },
        { event: 'purchase' },
      ],
      inOneSession: true,
      direct: false,
    }),
    'Users who did view where Country is DE or FR, then Order placed in one session in the last 30 days.',
  ],
  ['en-US', criteria({ type: 'inSegment', in: false, segmentId: 'x' }), 'Users who are not in “x”.'],
  ['zh-CN', criteria(buys), '满足以下条件的用户：在最近 30 天内至少 2 次做过Order placed。'],
];

describe('the sentence of a segment', () => {
  for (const [tag, given, expected] of cases) {
    it(`says “${expected}”`, () => assert.equal(segmentSentence(given, partsOf(tag)), expected));
  }

  it('sets what is joined differently apart', () => {
    const mixed: SegmentCriteria = {
      op: 'or',
      groups: [
        {
          op: 'and',
          filters: [
            { op: 'or', conditions: [buys, inGermany] },
            { op: 'or', conditions: [inGermany] },
          ],
        },
        { op: 'and', filters: [{ op: 'or', conditions: [inGermany] }] },
      ],
    };
    assert.match(
      segmentSentence(mixed, partsOf('en-US')),
      /^Users who \(\(did .* or have .*\) and .*\) or have the attribute/,
    );
  });

  it('has words for every measure, operator and unit in both languages', () => {
    const metrics = ['total', 'timesPerDay', 'consecutiveDays', 'daysHavingEvent'] as const;
    const fielded = ['sum', 'min', 'max', 'avg', 'countDistinct'] as const;
    const field = { category: 'event', name: 'price', type: 'number' } as const;
    for (const tag of ['en-US', 'zh-CN']) {
      for (const type of metrics)
        assert.ok(segmentSentence(criteria({ ...buys, metric: { type } }), partsOf(tag)));
      for (const type of fielded)
        assert.ok(segmentSentence(criteria({ ...buys, metric: { type, field } }), partsOf(tag)));
      for (const operator of ['=', '!=', '>', '>=', '<', '<=', 'between'] as const)
        assert.ok(segmentSentence(criteria({ ...buys, operator, value: [1, 2] }), partsOf(tag)));
    }
  });
});
