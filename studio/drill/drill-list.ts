import type { Plan } from '../plan/relation.ts';
import type { EngineRow } from '../result/engine-row.ts';
import { countIn } from '../result/engine-row.ts';
import { type ListPage, pagePlan } from './page-plan.ts';
import type { PlannedDrill } from './planned-drill.ts';

/** The users or events behind a number: one page of them. */
export interface DrillList {
  readonly unit: 'user' | 'event';
  /** As many as the number says. */
  readonly total: number;
  readonly rows: readonly EngineRow[];
}

const columnsOf = {
  user: ['user_key', 'first_ms', 'last_ms', 'events'],
  event: ['event_id', 'event_name', 'event_ms', 'user_key', 'user_pseudo_id'],
} as const;

const orderOf: Readonly<Record<PlannedDrill['unit'], ListPage['orderBy']>> = {
  // The most recent first; keys decide ties, so that pages never overlap.
  user: [
    { column: 'last_ms', type: 'integer', descending: true },
    { column: 'user_key', type: 'text' },
  ],
  event: [
    { column: 'event_ms', type: 'integer', descending: true },
    { column: 'event_id', type: 'text' },
  ],
};

/** The plan of one page of a drill. */
export function drillPage(
  { unit, plan }: PlannedDrill,
  page: { readonly limit: number; readonly offset: number },
): Plan {
  return pagePlan(plan, columnsOf[unit], { ...page, orderBy: orderOf[unit] });
}

/** Rows of a page as the list. */
export function drillList(unit: PlannedDrill['unit'], rows: readonly EngineRow[]): DrillList {
  const [first] = rows;
  const total = first === undefined ? 0 : countIn(first, 'list_total');
  return {
    unit,
    total,
    rows: rows.map((row) => Object.fromEntries(columnsOf[unit].map((name) => [name, row[name] ?? null]))),
  };
}
