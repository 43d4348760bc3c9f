import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { checkSegment } from './check-segment.ts';
import { parseSegmentSpec } from './segment-spec.ts';

const done = {
  type: 'userEvent',
  done: true,
  event: { event: 'buy' },
  metric: { type: 'total' },
  operator: '>=',
  value: [1],
};
const inSegment = (segmentId: string) => ({ type: 'inSegment', in: true, segmentId });
function specOf(conditions: readonly object[], more: object = {}, group: object = {}): object {
  return {
    version: 1,
    name: 'Buyers',
    projectId: 'first',
    appId: 'shop',
    criteria: { op: 'and', groups: [{ op: 'and', filters: [{ op: 'or', conditions }], ...group }] },
    refresh: { type: 'manual' },
    ...more,
  };
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'valid';
  } catch (error) {
    assert.ok(error instanceof CodedError);
    return `${error.code} ${error.message}`;
  }
}

const at = '/criteria/groups/0/filters/0/conditions/0';
const attribute = (more: object) => ({
  type: 'userAttribute',
  has: true,
  field: { category: 'user', name: 'tier', type: 'string' },
  ...more,
});
const fixed = (start: string, end: string) => ({ range: { type: 'fixed', start, end } });
const refused: readonly (readonly [string, object, RegExp])[] = [
  ['no condition', specOf([]), /\/criteria\/groups\/0\/filters\/0\/conditions: /],
  ['no group', specOf([done], { criteria: { op: 'and', groups: [] } }), /\/criteria\/groups: /],
  ['no criteria', specOf([done], { criteria: undefined }), /\/criteria: a segment needs at least one/],
  ['an empty name', specOf([done], { name: '  ' }), /\/name: /],
  [
    'between upside down',
    specOf([{ ...done, operator: 'between', value: [3, 1] }]),
    new RegExp(`${at}/value: between`),
  ],
  ['between with one value', specOf([{ ...done, operator: 'between' }]), new RegExp(`${at}/value: between`)],
  ['two values of >=', specOf([{ ...done, value: [1, 2] }]), new RegExp(`${at}/value: >= takes 1`)],
  ['a text as value', specOf([{ ...done, value: ['1'] }]), new RegExp(`${at}/value/0: `)],
  [
    'a text field that is summed',
    specOf([{ ...done, metric: { type: 'sum', field: { category: 'event', name: 'a', type: 'string' } } }]),
    new RegExp(`${at}/metric/field: this metric needs a numeric`),
  ],
  [
    'a sequence of one event',
    specOf([{ type: 'sequence', done: true, events: [{ event: 'a' }], inOneSession: false, direct: false }]),
    new RegExp(`${at}/events: `),
  ],
  [
    'an operator that the type lacks',
    specOf([attribute({ operator: '>', value: ['a'] })]),
    new RegExp(`${at}/operator: > is no operator of a string`),
  ],
  [
    'an attribute of an event',
    specOf([attribute({ operator: 'is_null', field: { category: 'event', name: 'tier', type: 'string' } })]),
    new RegExp(`${at}/field: an attribute lies`),
  ],
  ['a condition of no type', specOf([{ type: 'other' }]), new RegExp(`${at}/type: `)],
  ['an end before the start', specOf([done], {}, fixed('2024-03-08', '2024-03-04')), /\/range\/end: /],
  ['a day that is none', specOf([done], {}, fixed('2024-02-30', '2024-03-04')), /\/range\/start: /],
  ['an hour that is none', specOf([done], {}, fixed('2024-02-20T25:00', '2024-03-04')), /\/range\/start: /],
  [
    'over ten years',
    specOf([done], {}, { range: { type: 'relative', lastN: 11, unit: 'year' } }),
    /\/range\/lastN: /,
  ],
  [
    'a cron line that is none',
    specOf([done], { refresh: { type: 'custom', cron: '61 * * * *' }, expireAt: '2999-01-01' }),
    /\/refresh\/cron: /,
  ],
  [
    'a cron line of seconds',
    specOf([done], { refresh: { type: 'custom', cron: '* * * * * *' }, expireAt: '2999-01-01' }),
    /\/refresh\/cron: /,
  ],
  [
    'a cron line that never runs',
    specOf([done], { refresh: { type: 'custom', cron: '0 0 30 2 *' }, expireAt: '2999-01-01' }),
    /\/refresh\/cron: /,
  ],
  [
    'a refresh without end',
    specOf([done], { refresh: { type: 'daily', hour: 3 } }),
    /\/expireAt: an automatic refresh needs an end/,
  ],
  ['criteria of an imported segment', specOf([done], { imported: true }), /\/criteria: an imported/],
];

describe('a segment spec', () => {
  it('is the same when it is parsed again', () => {
    const spec = parseSegmentSpec(
      specOf([
        done,
        attribute({ operator: 'in', value: ['gold', "O'Brien"] }),
        attribute({ operator: 'is_null' }),
        inSegment('s1'),
        {
          type: 'sequence',
          done: true,
          events: [{ event: 'a' }, { event: 'b' }],
          inOneSession: true,
          direct: true,
        },
      ]),
    );
    assert.deepEqual(parseSegmentSpec(JSON.parse(JSON.stringify(spec))), spec);
  });

  for (const [name, spec, message] of refused) {
    it(`refuses ${name}`, () => {
      const code = codeOf(() => parseSegmentSpec(spec));
      assert.match(code, /^SEGMENT_INVALID/);
      assert.match(code, message);
    });
  }

  it('refuses a later version', () => {
    assert.match(
      codeOf(() => parseSegmentSpec(specOf([done], { version: 2 }))),
      /^SPEC_TOO_NEW/,
    );
  });

  it('takes an imported segment without criteria', () => {
    const spec = parseSegmentSpec(specOf([], { criteria: undefined, imported: true }));
    assert.equal(spec.criteria, undefined);
  });
});

describe('a segment that is saved', () => {
  const nowMs = Date.parse('2024-03-10T12:00:00Z');
  const saved = [
    { segmentId: 'a', name: 'A', spec: specOf([inSegment('b')]) },
    { segmentId: 'b', name: 'B', spec: specOf([done]) },
  ];
  const check = (spec: object, segmentId: string | null, timeZone = 'UTC') =>
    codeOf(() => checkSegment(parseSegmentSpec(spec), { segmentId, saved, timeZone, nowMs }));

  it('names segments that exist', () => {
    assert.equal(check(specOf([inSegment('a')]), null), 'valid');
    assert.match(
      check(specOf([inSegment('x')]), null),
      /^SEGMENT_UNKNOWN .*segmentId: there is no segment x/,
    );
  });

  it('names no unknown segment in an event filter either', () => {
    const filter = { op: 'and', children: [{ segment: ['a', 'x'], operator: 'in' }] };
    assert.match(
      check(specOf([{ ...done, event: { event: 'buy', filter } }]), null),
      /^SEGMENT_UNKNOWN .*\/event\/filter/,
    );
  });

  it('is not made from itself, directly or by way of others', () => {
    assert.match(check(specOf([inSegment('b')]), 'b'), /^SEGMENT_CYCLE .*Buyers → B/);
    assert.match(check(specOf([inSegment('a')]), 'b'), /^SEGMENT_CYCLE .*Buyers → A → B/);
    assert.equal(check(specOf([inSegment('b')]), 'a'), 'valid');
  });

  it('ends in the future when it is refreshed by itself', () => {
    const until = (expireAt: string) => specOf([done], { refresh: { type: 'daily', hour: 3 }, expireAt });
    assert.equal(check(until('2024-03-10'), null), 'valid');
    assert.match(check(until('2024-03-09'), null), /^SEGMENT_INVALID .*\/expireAt/);
    assert.match(check(until('2024-03-10T12:00:00Z'), null), /^SEGMENT_INVALID/);
    assert.match(check(until('2024-03-10T12:30'), null, 'Asia/Tokyo'), /^SEGMENT_INVALID/);
  });
});
