import type { Expression } from '../../plan/expression.ts';
import {
  add,
  and,
  coalesce,
  equal,
  integer,
  isNull,
  lessOrEqual,
  notEqual,
  over,
  sum,
  text,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import { onceEach } from './carriers.ts';
import { otherNode } from './path-nodes.ts';

/** Labels that are shown one by one at each step; the rest is `other`. */
export const shownPerStep = 20;

/** The labels shown at each step (`step`, `label`): those of the largest nodes, ties by label. `cells` as `stepCells` gives them. */
export function shownNodes(builder: PlanBuilder, cells: StepRef): StepRef {
  const level = ['step', 'label'];
  const scope = onceEach(builder, cells, { name: 'node_carriers', columns: level }).as('u');
  const weighed = builder
    .select('weighed', {
      from: scope,
      columns: { ...scope.cols(...level), weight: sum(scope.col('weight')) },
      where: notEqual(scope.col('label'), text(otherNode)),
      groupBy: level,
    })
    .as('w');
  const ranked = builder
    .select('ranked', {
      from: weighed,
      columns: {
        ...weighed.cols(...level),
        place: over('rowNumber', [], {
          partitionBy: [weighed.col('step')],
          orderBy: [{ by: weighed.col('weight'), descending: true }, weighed.col('label')],
        }),
      },
    })
    .as('r');
  return builder.select('shown', {
    from: ranked,
    columns: ranked.cols(...level),
    where: lessOrEqual(ranked.col('place'), integer(shownPerStep)),
  });
}

/** Rows with `source` and `target` (null = none) in place of `label` and `next_label`, labels that are not shown as `other`. */
export function collapseNodes(
  builder: PlanBuilder,
  rows: StepRef,
  options: { readonly name: string; readonly shown: StepRef | null },
): StepRef {
  const { name, shown } = options;
  const scope = rows.as('c');
  const { label, next_label, ...columns } = scope.all();
  if (label === undefined || next_label === undefined) throw new Error('rows of steps have labels');
  if (shown === null) {
    return builder.select(name, { from: scope, columns: { ...columns, source: label, target: next_label } });
  }
  const [source, target] = [shown.as('a'), shown.as('b')];
  const other = text(otherNode);
  return builder.select(name, {
    from: scope,
    joins: [
      { type: 'left', to: source, on: isNode(source, scope.col('step'), label) },
      { type: 'left', to: target, on: isNode(target, add(scope.col('step'), integer(1)), next_label) },
    ],
    columns: {
      ...columns,
      source: coalesce(source.col('label'), other),
      target: when(isNull(next_label), next_label, coalesce(target.col('label'), other)),
    },
  });
}

function isNode(node: Scope, step: Expression, label: Expression): Expression {
  return and(equal(node.col('step'), step), equal(node.col('label'), label));
}
