import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultTrafficRuleFiles } from './load-traffic-rules.ts';
import { checkRules } from './rule-problems.ts';

const site = { url: 'a.b', source: 'A', category: 'Search', params: ['q'] };
const leaf = { field: 'traffic_source_medium', op: 'match', value: '^ppc$' };
const rule = { id: 'paid', channel: 'Paid', condition: { 'op::and': [leaf] } };

describe('checkRules', () => {
  it('finds nothing wrong with the defaults', () => {
    assert.equal(checkRules(defaultTrafficRuleFiles).kind, 'valid');
  });

  const nested = (value: unknown) => ({
    ...rule,
    id: 'second',
    condition: { 'op::and': [leaf, { 'op::or': [leaf, value] }] },
  });
  const cases: readonly {
    readonly name: string;
    readonly categories?: unknown;
    readonly channels?: unknown;
    readonly found: string;
  }[] = [
    { name: 'a list that is none', channels: {}, found: 'channels null  TRAFFIC_RULES_INVALID null' },
    {
      name: 'an unknown field',
      channels: [rule, nested({ ...leaf, field: 'mood' })],
      found: 'channels 1 condition.op::and.1.op::or.1.field TRAFFIC_RULES_INVALID null',
    },
    {
      name: 'a pattern that is none',
      channels: [rule, nested({ ...leaf, value: 'PPC(' })],
      found: 'channels 1 condition.op::and.1.op::or.1.value PATTERN_INVALID 4',
    },
    {
      name: 'an id twice',
      channels: [rule, rule],
      found: 'channels 1 id TRAFFIC_RULES_INVALID null',
    },
    {
      name: 'a domain twice',
      categories: [site, { ...site, source: 'B' }],
      found: 'categories 1 url TRAFFIC_RULES_INVALID null',
    },
    {
      name: 'eleven search parameters',
      categories: [{ ...site, params: Array.from({ length: 11 }, (_, index) => `p${index}`) }],
      found: 'categories 0 params TRAFFIC_RULES_INVALID null',
    },
    {
      name: 'a site without a source',
      categories: [{ ...site, source: '' }],
      found: 'categories 0 source TRAFFIC_RULES_INVALID null',
    },
  ];
  for (const { name, categories = [site], channels = [rule], found } of cases) {
    it(`points at ${name}`, () => {
      const checked = checkRules({ categories, channels });
      const problems = checked.kind === 'valid' ? [] : checked.problems;
      assert.deepEqual(
        problems.map(
          ({ list, index, path, code, character }) => `${list} ${index} ${path} ${code} ${character}`,
        ),
        [found],
      );
    });
  }
});
