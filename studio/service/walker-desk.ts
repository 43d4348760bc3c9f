import { randomUUID } from 'node:crypto';
import { printPlan } from '../dialects/print-plan.ts';
import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import { rewritePlan } from '../rewrites/rewrite-plan.ts';
import type { QueryDesk } from '../run/query-desk.ts';
import { resolveRange } from '../time/time-range.ts';
import { mostWalkerRows, planWalker, type WalkerRow } from '../walker/plan-walker.ts';
import { walkerRequestSchema } from '../walker/walker-request.ts';
import { parseRequest } from './explore-request.ts';
import { type PlaceOptions, placeOf } from './studio-place.ts';

/** Rows for the drag-and-drop page. */
export interface WalkerAnswer {
  readonly queryId: string;
  readonly rows: readonly WalkerRow[];
  /** True when there are more rows than an answer may have. */
  readonly isCut: boolean;
  readonly sql: string;
}

/** What the drag-and-drop page works with. */
export interface WalkerOptions extends PlaceOptions {
  readonly desk: QueryDesk;
  readonly engine: AnalysisEngine;
  readonly timeoutMs: number;
}

/** Runs a workflow (`WalkerRequest`). @throws CodedError of validation and of the engine */
export async function walk(
  request: unknown,
  options: WalkerOptions,
  signal?: AbortSignal,
): Promise<WalkerAnswer> {
  const { desk, engine, timeoutMs } = options;
  const asked = parseRequest(walkerRequestSchema, request);
  const place = await placeOf(asked, options);
  const asOfMs = asked.asOf === undefined ? place.nowMs : Date.parse(asked.asOf);
  const range = resolveRange(asked.time, place.calendar, asOfMs);
  const { plan, shape } = planWalker(asked, { ...place, appId: asked.appId, asOfMs, range, buckets: [] });
  const statement = printPlan(rewritePlan(plan, engine.dialect), engine.dialect);
  const queryId = asked.queryId ?? randomUUID();
  const question = { id: queryId, purpose: 'analysis', key: JSON.stringify(statement) };
  const found = await desk.ask(signal === undefined ? question : { ...question, signal }, (run) =>
    engine.run(statement, { timeoutMs, ...run }),
  );
  const rows = shape(found);
  return {
    queryId,
    rows: rows.slice(0, mostWalkerRows),
    isCut: rows.length > mostWalkerRows,
    sql: statement.sql,
  };
}
