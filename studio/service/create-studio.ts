import { randomUUID } from 'node:crypto';
import { type Clock, CodedError } from '@millstream/core';
import type { Warehouse } from '@millstream/modeling';
import type { PrintedStatement } from '../dialects/dialect.ts';
import { dialectNamed } from '../dialects/dialects.ts';
import { printPlan } from '../dialects/print-plan.ts';
import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import { createWarehouseEngine } from '../engines/warehouse-engine.ts';
import type { KnownNames } from '../fields/known-names.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { rewritePlan } from '../rewrites/rewrite-plan.ts';
import { type AnalyzeOptions, analyze, contextOf, printAnalysis } from '../run/analyze.ts';
import { QueryDesk } from '../run/query-desk.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import { compareRange } from '../time/compare-range.ts';
import { resolveRange } from '../time/time-range.ts';
import { mostWalkerRows, planWalker, type WalkerRow } from '../walker/plan-walker.ts';
import { walkerRequestSchema } from '../walker/walker-request.ts';
import { exploreRequestSchema, parseRequest, printRequestSchema } from './explore-request.ts';
import type { StudioApp } from './studio-app.ts';

/** What a studio works on. */
export interface StudioOptions {
  readonly warehouse: Warehouse;
  /** The app, or undefined when it is not registered. */
  readonly appOf: (appId: string) => StudioApp | undefined;
  /** Names that the app has sent. */
  readonly knownNames: (appId: string) => Promise<KnownNames>;
  /** The lake on a Trino server; absent where none is configured. */
  readonly trino?: () => Promise<AnalysisEngine>;
  readonly clock: Clock;
  /** Queries that run at the same time. @default 2 */
  readonly slots?: number;
  /** Wall time of one query, ms. @default 60_000 */
  readonly timeoutMs?: number;
}

/** An analysis, and the same one over the range it is compared with. */
export interface ExploreAnswer {
  readonly queryId: string;
  readonly result: AnalysisResult;
  readonly compared?: AnalysisResult;
}

/** Rows for the drag-and-drop page. */
export interface WalkerAnswer {
  readonly queryId: string;
  readonly rows: readonly WalkerRow[];
  /** True when there are more rows than an answer may have. */
  readonly isCut: boolean;
  readonly sql: string;
}

/** What analysts ask, over one warehouse. Every answer is plain JSON. */
export interface Studio {
  /** Runs an analysis (`ExploreRequest`). @throws CodedError of validation and of the engine */
  explore(request: unknown, signal?: AbortSignal): Promise<ExploreAnswer>;
  /** SQL of an analysis (`PrintRequest`), without running it. */
  print(request: unknown): Promise<PrintedStatement>;
  /** Runs a workflow of the drag-and-drop page (`WalkerRequest`); cut at 10,000 rows. */
  walk(request: unknown, signal?: AbortSignal): Promise<WalkerAnswer>;
  readonly desk: QueryDesk;
  /** Data, metadata or segments changed: kept answers are forgotten. */
  dataChanged(): void;
}

/** Wall time of an embedded query, ms. */
const defaultTimeoutMs = 60_000;
const defaultSlots = 2;

/** Opens the studio. */
export function createStudio(options: StudioOptions): Studio {
  const { clock, timeoutMs = defaultTimeoutMs } = options;
  const desk = new QueryDesk({ slots: options.slots ?? defaultSlots, clock });
  const duckdb = createWarehouseEngine(options.warehouse);

  async function engineNamed(name: 'duckdb' | 'trino'): Promise<AnalysisEngine> {
    if (name === 'duckdb') return duckdb;
    if (options.trino === undefined) throw new CodedError('ENGINE_NOT_CONFIGURED', { engine: name });
    return options.trino();
  }

  /** The moment of an analysis is fixed here, once. */
  async function placeOf(spec: {
    readonly appId: string;
    readonly projectId: string;
  }): Promise<Pick<AnalyzeOptions, 'calendar' | 'known' | 'nowMs'>> {
    const app = options.appOf(spec.appId);
    if (app === undefined || app.projectId !== spec.projectId) {
      throw new CodedError('NOT_FOUND', { what: `App ${spec.appId} of project ${spec.projectId}` });
    }
    const { timeZone, weekStart } = app;
    const known = await options.knownNames(spec.appId);
    return { calendar: { timeZone, weekStart }, known, nowMs: clock.now() };
  }

  return {
    desk,
    async explore(request, signal) {
      const asked = parseRequest(exploreRequestSchema, request);
      const spec = parseAnalysisSpec(asked.spec);
      const engine = await engineNamed(asked.engine);
      const place = await placeOf(spec);
      const minute = Math.floor(place.nowMs / 60_000);
      const key = JSON.stringify([spec, asked.engine, asked.compare ?? null, spec.asOf ?? minute]);
      const queryId = asked.queryId ?? randomUUID();
      const question = { id: queryId, purpose: spec.kind, key, ...(signal === undefined ? {} : { signal }) };
      const answer = await desk.ask(question, async (run) => {
        const limits = { timeoutMs: asked.timeoutMs ?? timeoutMs, ...run };
        const result = await analyze(spec, { engine, ...place, ...limits });
        if (asked.compare === undefined) return { result };
        const instead = compareRange(asked.compare, contextOf(spec, place), place.calendar);
        return { result, compared: await analyze(spec, { engine, ...place, ...limits, instead }) };
      });
      return { queryId, ...answer };
    },
    async print(request) {
      const asked = parseRequest(printRequestSchema, request);
      const spec = parseAnalysisSpec(asked.spec);
      return printAnalysis(spec, await placeOf(spec), dialectNamed(asked.engine));
    },
    async walk(request, signal) {
      const asked = parseRequest(walkerRequestSchema, request);
      const place = await placeOf(asked);
      const asOfMs = asked.asOf === undefined ? place.nowMs : Date.parse(asked.asOf);
      const range = resolveRange(asked.time, place.calendar, asOfMs);
      const { plan, shape } = planWalker(asked, { ...place, appId: asked.appId, asOfMs, range, buckets: [] });
      const statement = printPlan(rewritePlan(plan, duckdb.dialect), duckdb.dialect);
      const queryId = asked.queryId ?? randomUUID();
      const question = { id: queryId, purpose: 'analysis', key: JSON.stringify(statement) };
      const found = await desk.ask(signal === undefined ? question : { ...question, signal }, (run) =>
        duckdb.run(statement, { timeoutMs, ...run }),
      );
      const rows = shape(found);
      return {
        queryId,
        rows: rows.slice(0, mostWalkerRows),
        isCut: rows.length > mostWalkerRows,
        sql: statement.sql,
      };
    },
    dataChanged: () => desk.forget(),
  };
}
