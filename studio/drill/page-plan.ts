import type { Expression, Order } from '../plan/expression.ts';
import { and, greater, integer, lessOrEqual, over } from '../plan/expressions.ts';
import type { Plan, Step } from '../plan/relation.ts';

/** Which rows of a list to read. */
export interface ListPage {
  readonly orderBy: readonly {
    readonly column: string;
    readonly type: Expression['type'];
    readonly descending?: boolean;
  }[];
  readonly limit: number;
  readonly offset: number;
}

const column = (name: string, type: Expression['type'], of = 'l'): Expression => ({
  kind: 'column',
  of,
  name,
  type,
});

/** Adds to a plan that lists rows: one page of them in order, each with `list_total`, the number of all. */
export function pagePlan(plan: Plan, columns: readonly string[], page: ListPage): Plan {
  const last = plan.steps.at(-1);
  if (last === undefined) throw new Error('a plan has no steps');
  const order: readonly Order[] = page.orderBy.map(({ column: name, type, descending = false }) => ({
    by: column(name, type),
    descending,
  }));
  const own = (of: string) => columns.map((name) => ({ name, expression: column(name, 'text', of) }));
  const plain = { kind: 'select', joins: [], distinct: false } as const;
  const numbered: Step = {
    name: 'list_numbered',
    relation: {
      ...plain,
      from: { step: last.name, alias: 'l' },
      columns: [
        ...own('l'),
        { name: 'list_place', expression: over('rowNumber', [], { partitionBy: [], orderBy: order }) },
        { name: 'list_total', expression: over('count', [], { partitionBy: [], orderBy: [] }) },
      ],
      orderBy: [],
    },
  };
  const place = column('list_place', 'integer', 'n');
  const paged: Step = {
    name: 'list_page',
    relation: {
      ...plain,
      from: { step: 'list_numbered', alias: 'n' },
      columns: [...own('n'), { name: 'list_total', expression: column('list_total', 'integer', 'n') }],
      where: and(greater(place, integer(page.offset)), lessOrEqual(place, integer(page.offset + page.limit))),
      orderBy: [{ by: place }],
    },
  };
  return { ...plan, steps: [...plan.steps, numbered, paged] };
}
