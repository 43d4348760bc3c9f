import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type ChannelCondition,
  type ChannelFacts,
  type ChannelLeaf,
  compileCondition,
} from './channel-condition.ts';
import { defaultTrafficRuleFiles } from './load-traffic-rules.ts';
import { checkRules } from './rule-problems.ts';
import { shadowedRules } from './shadowed-rules.ts';
import type { ChannelRule } from './traffic-rule-files.ts';

function rules(...conditions: readonly ChannelCondition[]): ChannelRule[] {
  return conditions.map((condition, index) => ({ id: index, channel: `c${index}`, condition }));
}
function leaf(op: Exclude<ChannelLeaf['op'], 'in' | 'not_in'>, value: string): ChannelLeaf {
  return { field: 'traffic_source_medium', op, value };
}
const medium = (...values: readonly string[]): ChannelLeaf => ({
  field: 'traffic_source_medium',
  op: 'in',
  values: [...values],
});
const social: ChannelLeaf = { field: 'traffic_source_category', op: 'eq', value: 'Social' };
const all = (...parts: ChannelCondition[]): ChannelCondition => ({ 'op::and': parts });
const any = (...parts: ChannelCondition[]): ChannelCondition => ({ 'op::or': parts });

describe('shadowedRules', () => {
  it('names none of the defaults', () => {
    const checked = checkRules(defaultTrafficRuleFiles);
    assert.ok(checked.kind === 'valid');
    assert.deepEqual(shadowedRules(checked.rules.channels), []);
  });

  const cases: readonly (readonly [
    name: string,
    conditions: readonly ChannelCondition[],
    by: readonly number[] | null,
  ])[] = [
    ['a narrower one', [all(social), all(social, leaf('eq', 'cpc'))], [0]],
    ['a wider one', [all(social, leaf('eq', 'cpc')), all(social)], null],
    ['a value that a pattern matches', [all(leaf('match', 'p.*')), all(medium('PPC', 'paid'))], [0]],
    ['a value that a pattern does not match', [all(leaf('match', 'p.*')), all(medium('PPC', 'cpc'))], null],
    [
      'parts that two rules take',
      [all(medium('a')), all(medium('b')), any(medium('a'), all(medium('b'), social))],
      [0, 1],
    ],
    ['a longer part', [all(leaf('contain', 'mail')), all(leaf('start_with', 'e-mail-'))], [0]],
    ['a negation that refuses less', [all(leaf('not_eq', 'cpc')), all(leaf('not_contain', 'cp'))], [0]],
    ['a value besides a refused one', [all(leaf('not_eq', 'cpc')), all(leaf('start_with', 'e'))], [0]],
    ['absence, which is empty', [all(leaf('not_contain', 'x')), all(leaf('eq', '__empty__'))], [0]],
    ['absence, which is in no list', [all(medium('a', '')), all(leaf('eq', '__empty__'))], null],
    ['one that contradicts itself', [all(leaf('eq', 'a'), leaf('eq', 'b'))], []],
  ];
  for (const [name, conditions, by] of cases.map((entry) => [...entry] as const)) {
    it(`${by === null ? 'leaves' : 'names'} ${name}`, () => {
      const found = shadowedRules(rules(...conditions));
      assert.deepEqual(found, by === null ? [] : [{ index: conditions.length - 1, by }]);
    });
  }

  const values = ['', 'a', 'b', 'ab', 'abc', 'B'];
  const field = fc.constantFrom('traffic_source_medium' as const, 'traffic_source_source' as const);
  const textOps = ['eq', 'contain', 'start_with', 'end_with', 'match', 'not_eq', 'not_contain'] as const;
  const moreOps = ['not_start_with', 'not_end_with', 'not_match'] as const;
  const anyLeaf: fc.Arbitrary<ChannelLeaf> = fc.oneof(
    fc.record({
      field,
      op: fc.constantFrom(...textOps, ...moreOps),
      value: fc.constantFrom(...values, '__empty__', '.*', 'a.*'),
    }),
    fc.record({
      field,
      op: fc.constantFrom('in' as const, 'not_in' as const),
      values: fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
    }),
  );
  const group = fc.array(anyLeaf, { minLength: 1, maxLength: 3 });
  const condition: fc.Arbitrary<ChannelCondition> = fc.oneof(
    group.map((parts) => all(...parts)),
    group.map((parts) => any(...parts)),
    fc.tuple(group, group).map(([one, other]) => all(any(...one), any(...other))),
  );
  const texts = [null, ...values.map((value) => value.toLowerCase())];

  it('names only rules that no visit reaches', () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), (conditions) => {
        const tests = conditions.map(compileCondition);
        for (const { index } of shadowedRules(rules(...conditions))) {
          for (const traffic_source_medium of texts) {
            for (const traffic_source_source of texts) {
              const facts = { ...noFacts, traffic_source_medium, traffic_source_source };
              assert.notEqual(
                tests.findIndex((test) => test(facts)),
                index,
              );
            }
          }
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const noFacts: ChannelFacts = {
  traffic_source_category: null,
  traffic_source_source: null,
  traffic_source_medium: null,
  traffic_source_campaign: null,
  traffic_source_campaign_id: null,
  traffic_source_content: null,
  traffic_source_term: null,
  traffic_source_clid: null,
  traffic_source_clid_platform: null,
  page_view_latest_referrer: null,
  page_view_latest_referrer_host: null,
};
