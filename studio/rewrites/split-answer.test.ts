import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { count } from '../plan/expressions.ts';
import { PlanBuilder } from '../plan/plan-builder.ts';
import type { Plan } from '../plan/relation.ts';
import { splitAnswer } from './split-answer.ts';

/** A plan whose answer has parts that count the same events, each by its own groups. */
function planOf(partCount: number): Plan {
  const builder = new PlanBuilder();
  const events = builder.source('base', {
    kind: 'events',
    appId: 'shop',
    fromMs: 0,
    toMs: 1,
    columns: [{ as: 'person', field: { kind: 'derived', name: 'person' }, type: 'text' }],
  });
  const parts = Array.from({ length: partCount }, (_, index) => {
    const scope = events.as('e');
    return builder.select(`counted_${index}`, {
      from: scope,
      columns: { person: scope.col('person'), n: count() },
      groupBy: [scope.col('person')],
    });
  });
  builder.union(
    'answer',
    parts.map((part) => ({ from: part.as('p'), columns: part.as('p').cols('n') })),
  );
  return builder.build('exploration event');
}

const answerOf = ({ steps }: Plan) => {
  const relation = steps.at(-1)?.relation;
  return relation?.kind === 'union' ? relation.inputs : [];
};

describe('an answer of many parts', () => {
  it('comes as several plans with all parts in order', () => {
    const plan = planOf(100);
    const parts = splitAnswer(plan);
    assert.ok(parts.length > 1);
    assert.deepEqual(parts.flatMap(answerOf), answerOf(plan));
  });

  it('takes along only the steps that a part reads, each before its readers', () => {
    for (const { steps } of splitAnswer(planOf(100))) {
      const known = new Set<string>();
      for (const { name, relation } of steps) {
        const selects = relation.kind === 'union' ? relation.inputs : [relation];
        for (const select of selects) {
          if (select.kind !== 'select') continue;
          for (const { step } of [select.from, ...select.joins]) assert.ok(known.has(step), step);
        }
        known.add(name);
      }
    }
  });

  it('stays whole when it is small, and when it is no list of parts', () => {
    const plan = planOf(1);
    assert.deepEqual(splitAnswer(plan).length, 1);
    const first = { ...plan, steps: plan.steps.slice(0, 1) };
    assert.deepEqual(splitAnswer(first), [first]);
  });
});
