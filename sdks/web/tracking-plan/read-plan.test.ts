import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPlan } from './read-plan.ts';

const withAttribute = (attribute: unknown) => ({ events: [{ name: 'e', attributes: [attribute] }] });
const attribute = 'events[0].attributes[0]';
const nameRule = 'letters, digits and _ are wanted, not first a digit, at most 50';

const refusals: readonly { readonly plan: unknown; readonly problems: readonly string[] }[] = [
  { plan: null, problems: ['plan: an object is wanted', 'events: a list is wanted'] },
  { plan: { events: [7] }, problems: ['events[0]: an object is wanted', `events[0].name: ${nameRule}`] },
  { plan: { events: [{ name: 'a b' }] }, problems: [`events[0].name: ${nameRule}`] },
  { plan: { events: [{ name: 'x'.repeat(51) }] }, problems: [`events[0].name: ${nameRule}`] },
  { plan: { events: [{ name: 'a' }, { name: 'a' }] }, problems: ['events[1].name: a stands twice'] },
  { plan: { events: [{ name: 'a', description: 1 }] }, problems: ['events[0].description: text is wanted'] },
  {
    plan: withAttribute({ name: 'n', type: 'integer' }),
    problems: [`${attribute}.type: one of string, number, boolean is wanted`],
  },
  {
    plan: withAttribute({ name: 'n', type: 'string', required: 'yes' }),
    problems: [`${attribute}.required: true or false is wanted`],
  },
  {
    plan: withAttribute({ name: 'n', type: 'number', enum: [1, '2', 1] }),
    problems: [`${attribute}.enum[1]: a number is wanted`, `${attribute}.enum: a value stands twice`],
  },
  {
    plan: withAttribute({ name: 'n', type: 'string', enum: [] }),
    problems: [`${attribute}.enum: at least one value is wanted`],
  },
  {
    plan: withAttribute({ name: 'n', type: 'boolean', enum: [true] }),
    problems: [`${attribute}.enum: a boolean has its two values already`],
  },
  {
    plan: withAttribute({ name: 'n', type: 'string', optional: true }),
    problems: [`${attribute}.optional: not known here; name, type, required, enum, description are`],
  },
];

describe('a tracking plan', () => {
  for (const { plan, problems } of refusals) {
    it(`is refused: ${problems.join('; ')}`, () => {
      assert.deepEqual(readPlan(plan), { kind: 'refused', problems });
    });
  }

  it('may name one attribute in two events, but not twice in one', () => {
    const one = { name: 'n', type: 'string' };
    const shared = {
      events: [
        { name: 'a', attributes: [one] },
        { name: 'b', attributes: [one] },
      ],
    };
    assert.deepEqual(readPlan(shared), { kind: 'plan', plan: shared });
    assert.deepEqual(readPlan({ events: [{ name: 'a', attributes: [one, one] }] }), {
      kind: 'refused',
      problems: ['events[0].attributes[1].name: n stands twice'],
    });
  });
});
