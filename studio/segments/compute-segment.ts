import type { QueryRow, SegmentCount, SegmentKey, Warehouse } from '@millstream/modeling';
import { duckdbDialect } from '../dialects/duckdb/duckdb-dialect.ts';
import { printPlan } from '../dialects/print-plan.ts';
import type { Plan } from '../plan/relation.ts';
import { rewritePlan } from '../rewrites/rewrite-plan.ts';
import { planMembers, planMemberUsers } from './plan/plan-members.ts';
import { planSegment } from './plan/plan-segment.ts';
import type { SegmentContext } from './plan/segment-context.ts';
import type { SegmentRunOutcome } from './segment-run.ts';
import type { SegmentCriteria } from './segment-spec.ts';

/** Limits of one computation. */
export interface SegmentLimits {
  /** Wall time of its query, ms. @default 900_000 */
  readonly timeoutMs?: number;
  /** Ends it with QUERY_CANCELLED. */
  readonly signal?: AbortSignal;
}

const defaultTimeoutMs = 900_000;

/** The warehouse as segments need it. */
export type SegmentWarehouse = Pick<Warehouse, 'query' | 'replaceSegment' | 'countSegment'>;

async function* rowsOf(
  warehouse: Pick<Warehouse, 'query'>,
  plan: Plan,
  { timeoutMs = defaultTimeoutMs, signal }: SegmentLimits,
): AsyncGenerator<QueryRow, void> {
  const { sql, parameters } = printPlan(rewritePlan(plan, duckdbDialect), duckdbDialect);
  const limits = { timeoutMs, ...(signal === undefined ? {} : { signal }) };
  yield* (await warehouse.query(sql, { parameters, ...limits })).rows;
}

/** Ids of a plan's rows, as they are read. */
async function* idsOf(rows: AsyncIterable<QueryRow>): AsyncGenerator<string, void> {
  for await (const row of rows) yield String(row.user_pseudo_id);
}

/** What a run keeps of a count. */
export function outcomeOf(count: SegmentCount): SegmentRunOutcome {
  return {
    segmentUsers: count.memberCount,
    totalUsers: count.userCount,
    segmentUserKeys: count.userKeyCount,
    sample: count.sample,
  };
}

/**
 * Finds the members of a segment and puts them in place of those of before; whatever fails leaves those.
 * @throws CodedError of the planner and the engine
 */
export async function computeSegment(
  warehouse: SegmentWarehouse,
  criteria: SegmentCriteria,
  options: { readonly segmentId: string; readonly context: SegmentContext; readonly limits?: SegmentLimits },
): Promise<SegmentRunOutcome> {
  const { segmentId, context, limits = {} } = options;
  const ids = idsOf(rowsOf(warehouse, planSegment(criteria, context), limits));
  const segment = { appId: context.appId, segmentId };
  return outcomeOf(await warehouse.replaceSegment(segment, ids, limits.signal));
}

/** What `computeSegment` would find, for a segment that is still being written. */
export async function previewSegment(
  warehouse: SegmentWarehouse,
  criteria: SegmentCriteria,
  options: { readonly context: SegmentContext; readonly limits?: SegmentLimits },
): Promise<SegmentRunOutcome> {
  const { context, limits = {} } = options;
  const ids = idsOf(rowsOf(warehouse, planSegment(criteria, context), limits));
  return outcomeOf(await warehouse.countSegment(context.appId, ids, limits.signal));
}

/** `user_pseudo_id` of the members, in order. */
export function readMembers(
  warehouse: Pick<Warehouse, 'query'>,
  segment: SegmentKey,
  limits: SegmentLimits = {},
): AsyncGenerator<string, void> {
  return idsOf(rowsOf(warehouse, planMembers(segment), limits));
}

/** Rows of the user table of the members (`memberUserColumns`), in the order of `user_pseudo_id`. */
export function readMemberUsers(
  warehouse: Pick<Warehouse, 'query'>,
  segment: SegmentKey,
  limits: SegmentLimits = {},
): AsyncGenerator<QueryRow, void> {
  return rowsOf(warehouse, planMemberUsers(segment), limits);
}
