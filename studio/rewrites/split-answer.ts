import { assertNever } from '@millstream/core';
import type { Expression } from '../plan/expression.ts';
import type { Plan, Relation, Select, Step } from '../plan/relation.ts';

/**
 * Heaviest statement that is asked for at once; a single part of an answer may weigh more. Trino refuses more than 150 stages
 * (`query.max-stage-count`); no plan was found to have more stages than weight.
 */
const mostWeight = 130;

/** Names of the steps that a relation reads, once for each time. */
function readSteps(relation: Relation): readonly string[] {
  switch (relation.kind) {
    case 'select':
      return [relation.from.step, ...relation.joins.map(({ step }) => step)];
    case 'union':
      return relation.inputs.flatMap(readSteps);
    case 'sequences':
      return [relation.step];
    case 'values':
    case 'events':
    case 'users':
    case 'members':
    case 'rows':
      return [];
    default:
      return assertNever(relation);
  }
}

const isWindow = ({ kind }: Expression): boolean => kind === 'window';

/** About how many stages a distributed engine needs for the relation itself: one for each table, and for each time rows change places. */
function ownWeight(relation: Relation): number {
  switch (relation.kind) {
    case 'select': {
      const { joins, groupBy, distinct, columns } = relation;
      const moves = [groupBy !== undefined, distinct, columns.some((column) => isWindow(column.expression))];
      return joins.length + moves.filter(Boolean).length;
    }
    case 'union':
      return relation.inputs.reduce((sum, input) => sum + ownWeight(input), 0);
    case 'events': {
      const { columns } = relation;
      const needsUser = columns.some(
        ({ field: { kind, name } }) =>
          kind === 'user' || kind === 'attribute' || (kind === 'derived' && /^(person|user_key)$/.test(name)),
      );
      return 1 + (needsUser ? 3 : 0) + (columns.some(({ field: { kind } }) => kind === 'session') ? 2 : 0);
    }
    case 'users':
      return 2;
    case 'sequences':
    case 'values':
    case 'members':
    case 'rows':
      return 1;
    default:
      return assertNever(relation);
  }
}

/** Weights of steps with everything below them, computed anew for each reader. */
export function stepWeights(steps: readonly Step[]): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const { name, relation } of steps) {
    const below = readSteps(relation).reduce((sum, step) => sum + (weights.get(step) ?? 0), 0);
    weights.set(name, ownWeight(relation) + below);
  }
  return weights;
}

/** The steps that some selects read, directly or not, in order. */
function stepsBelow(steps: readonly Step[], inputs: readonly Select[]): readonly Step[] {
  const needed = new Set(inputs.flatMap(readSteps));
  const kept: Step[] = [];
  for (const step of steps.toReversed()) {
    if (!needed.has(step.name)) continue;
    kept.unshift(step);
    for (const name of readSteps(step.relation)) needed.add(name);
  }
  return kept;
}

/**
 * For engines that compute a step anew for each reader: an answer of many parts comes as several plans of some parts each,
 * whose rows together are the answer's. Nothing is computed more often than before, and no statement grows beyond the
 * stages and the memory that such an engine allows.
 */
export function splitAnswer(plan: Plan): readonly Plan[] {
  const answer = plan.steps.at(-1);
  if (answer?.relation.kind !== 'union') return [plan];
  const steps = plan.steps.slice(0, -1);
  const weights = stepWeights(steps);
  const parts: { weight: number; inputs: Select[] }[] = [];
  for (const input of answer.relation.inputs) {
    const below = readSteps(input).reduce((sum, step) => sum + (weights.get(step) ?? 0), 0);
    const weight = ownWeight(input) + below;
    const last = parts.at(-1);
    if (last === undefined || last.weight + weight > mostWeight) parts.push({ weight, inputs: [input] });
    else {
      last.weight += weight;
      last.inputs.push(input);
    }
  }
  return parts.map(({ inputs }) => ({
    purpose: plan.purpose,
    steps: [
      ...stepsBelow(steps, inputs),
      { name: answer.name, relation: Object.freeze({ kind: 'union', inputs }) },
    ],
  }));
}
