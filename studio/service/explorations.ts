import { randomUUID } from 'node:crypto';
import type { Warehouse } from '@millstream/modeling';
import type { PrintedStatement } from '../dialects/dialect.ts';
import { dialectNamed } from '../dialects/dialects.ts';
import { printPlan } from '../dialects/print-plan.ts';
import { drillAnalysis } from '../drill/drill-analysis.ts';
import { type DrillList, drillList, drillPage } from '../drill/drill-list.ts';
import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { rewritePlan } from '../rewrites/rewrite-plan.ts';
import { analyze, contextOf, printAnalysis } from '../run/analyze.ts';
import { type CostEstimate, daysBack, eventsToRead, QueryPace } from '../run/cost-estimate.ts';
import type { QueryDesk } from '../run/query-desk.ts';
import { type AnalysisSpec, parseAnalysisSpec } from '../spec/analysis-spec.ts';
import { compareRange } from '../time/compare-range.ts';
import { localDate } from '../time/zone-clock.ts';
import {
  drillRequestSchema,
  estimateRequestSchema,
  exploreRequestSchema,
  parseRequest,
  printRequestSchema,
} from './explore-request.ts';
import { type PlaceOptions, placeOf, type StudioPlace } from './studio-place.ts';

/** An analysis, and the same one over the range it is compared with. */
export interface ExploreAnswer {
  readonly queryId: string;
  readonly result: AnalysisResult;
  readonly compared?: AnalysisResult;
}

/** Analyses of every kind: run, compared, printed, estimated, opened. */
export interface Explorations {
  /** Runs an analysis (`ExploreRequest`). @throws CodedError of validation and of the engine */
  explore(request: unknown, signal?: AbortSignal): Promise<ExploreAnswer>;
  /** SQL of an analysis (`PrintRequest`), without running it. */
  print(request: unknown): Promise<PrintedStatement>;
  /** What an analysis will take (`EstimateRequest`), from counts made while loading. */
  estimate(request: unknown): Promise<CostEstimate>;
  /** The users or events behind a number (`DrillRequest`): as many as the number says, page by page. */
  drill(request: unknown, signal?: AbortSignal): Promise<DrillList>;
}

/** What explorations work with. */
export interface ExplorationOptions extends PlaceOptions {
  readonly warehouse: Pick<Warehouse, 'metadata'>;
  readonly desk: QueryDesk;
  readonly engineNamed: (name: 'duckdb' | 'trino') => Promise<AnalysisEngine>;
  /** Wall time of one query, ms. */
  readonly timeoutMs: number;
}

const minuteMs = 60_000;
/** Equal questions of one minute are one question, unless they name their own moment. */
const momentOf = (spec: AnalysisSpec, { nowMs }: StudioPlace) => spec.asOf ?? Math.floor(nowMs / minuteMs);
const withSignal = (signal?: AbortSignal) => (signal === undefined ? {} : { signal });

/** Opens the explorations. */
export function createExplorations(options: ExplorationOptions): Explorations {
  const { desk, engineNamed, warehouse } = options;
  const pace = new QueryPace();

  async function estimateOf(spec: AnalysisSpec, place: StudioPlace): Promise<CostEstimate> {
    const { range, asOfMs, calendar } = contextOf(spec, place);
    const { timeZone } = calendar;
    const days = daysBack(range, asOfMs);
    const metadata = await warehouse.metadata(spec.appId, { timeZone, asOfMs, days, withValues: false });
    const events = eventsToRead(spec, range, metadata);
    const [first, last] = [localDate(range.fromMs, timeZone), localDate(range.toMs - 1, timeZone)];
    return {
      days: Math.max(0, first.until(last, { largestUnit: 'days' }).days + 1),
      events,
      elapsedMs: pace.expect(spec.kind, events),
    };
  }

  return {
    async explore(request, signal) {
      const asked = parseRequest(exploreRequestSchema, request);
      const spec = parseAnalysisSpec(asked.spec);
      const engine = await engineNamed(asked.engine);
      const place = await placeOf(spec, options);
      const queryId = asked.queryId ?? randomUUID();
      const key = JSON.stringify([spec, asked.engine, asked.compare ?? null, momentOf(spec, place)]);
      const question = { id: queryId, purpose: spec.kind, key, ...withSignal(signal) };
      const answer = await desk.ask(question, async (run) => {
        const limits = { timeoutMs: asked.timeoutMs ?? options.timeoutMs, ...run };
        const result = await analyze(spec, { engine, ...place, ...limits });
        if (asked.engine === 'duckdb') {
          // Learning must not hold the answer up, nor fail it.
          void estimateOf(spec, place).then(
            ({ events }) => pace.learn(spec.kind, { events, elapsedMs: result.elapsedMs }),
            () => {},
          );
        }
        if (asked.compare === undefined) return { result };
        const instead = compareRange(asked.compare, contextOf(spec, place), place.calendar);
        return { result, compared: await analyze(spec, { engine, ...place, ...limits, instead }) };
      });
      return { queryId, ...answer };
    },
    async print(request) {
      const asked = parseRequest(printRequestSchema, request);
      const spec = parseAnalysisSpec(asked.spec);
      return printAnalysis(spec, await placeOf(spec, options), dialectNamed(asked.engine));
    },
    async estimate(request) {
      const spec = parseAnalysisSpec(parseRequest(estimateRequestSchema, request).spec);
      return estimateOf(spec, await placeOf(spec, options));
    },
    async drill(request, signal) {
      const asked = parseRequest(drillRequestSchema, request);
      const spec = parseAnalysisSpec(asked.spec);
      const place = await placeOf(spec, options);
      const context = contextOf(spec, place);
      const instead =
        asked.compare === undefined ? undefined : compareRange(asked.compare, context, place.calendar);
      const planned = drillAnalysis(
        spec,
        instead === undefined ? context : contextOf(spec, { ...place, instead }),
        asked.cell,
      );
      const engine = await engineNamed('duckdb');
      const plan = rewritePlan(drillPage(planned, asked), engine.dialect);
      const statement = printPlan(plan, engine.dialect);
      const id = asked.queryId ?? randomUUID();
      const question = { id, purpose: 'drill', key: JSON.stringify(statement), ...withSignal(signal) };
      const rows = await desk.ask(question, (run) =>
        engine.run(statement, { timeoutMs: options.timeoutMs, ...run }),
      );
      return drillList(planned.unit, rows);
    },
  };
}
