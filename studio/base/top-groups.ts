import type { Expression } from '../plan/expression.ts';
import {
  and,
  concat,
  count,
  integer,
  isNull,
  lessOrEqual,
  over,
  sameAs,
  text,
  when,
} from '../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../plan/plan-builder.ts';
import { labelOf } from './base-events.ts';

/** Names of the key columns of `count` group fields: `g1`, `g2`, … */
export function keyNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `g${index + 1}`);
}

/** Whether two scopes have equal keys; nulls are equal. */
export function sameKeys(a: Scope, b: Scope, keys: readonly string[]): Expression {
  return and(...keys.map((key) => sameAs(a.col(key), b.col(key))));
}

/** The label of a composite key. */
function compositeLabel(scope: Scope, keys: readonly string[]): Expression {
  const parts = keys.map((key) => labelOf(scope.col(key)));
  const [first = text('')] = parts;
  return parts.length === 1
    ? first
    : concat(...parts.flatMap((part, index) => (index === 0 ? [part] : [text(' / '), part])));
}

/** How keys are ranked. */
export interface RankingOptions {
  readonly keys: readonly string[];
  /** Column of the value that ranks a key. */
  readonly value: string;
  /** Prefix of the steps' names. @default 'top' */
  readonly name?: string;
}

/**
 * All keys: a step with the keys, `rank` from 1, and `key_count`, the number of all keys. `ranking` has one row a key with
 * the value that ranks it (largest first, null last); ties go by label, then by the raw values.
 */
export function rankGroups(
  builder: PlanBuilder,
  ranking: StepRef,
  { keys, value, name = 'top' }: RankingOptions,
): StepRef {
  const scope = ranking.as('r');
  return builder.select(`${name}_numbered`, {
    from: scope,
    columns: {
      ...scope.cols(...keys),
      rank: over('rowNumber', [], {
        partitionBy: [],
        orderBy: [
          { by: scope.col(value), descending: true },
          compositeLabel(scope, keys),
          ...keys.flatMap((key) => [when(isNull(scope.col(key)), integer(0), integer(1)), scope.col(key)]),
        ],
      }),
      key_count: over('count', [], { partitionBy: [], orderBy: [] }),
    },
  });
}

/** The N largest of the keys that `rankGroups` numbers. */
export function topGroups(
  builder: PlanBuilder,
  ranking: StepRef,
  options: RankingOptions & { readonly topN: number },
): StepRef {
  const ranked = rankGroups(builder, ranking, options).as('n');
  return builder.select(options.name ?? 'top', {
    from: ranked,
    columns: ranked.all(),
    where: lessOrEqual(ranked.col('rank'), integer(options.topN)),
  });
}

/** Number of rows, for use in a `ranking`. */
export const rowCount = count();
