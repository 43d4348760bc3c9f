import { planAnalysis } from '../analyses/plan-analysis.ts';
import type { AnalysisContext } from '../base/analysis-context.ts';
import type { Dialect, PrintedStatement } from '../dialects/dialect.ts';
import type { AnalysisEngine, RunOptions } from '../engines/analysis-engine.ts';
import type { KnownNames } from '../fields/known-names.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { rewritePlan } from '../rewrites/rewrite-plan.ts';
import type { AnalysisSpec } from '../spec/analysis-spec.ts';
import { bucketsOf } from '../time/buckets.ts';
import type { ComparedRange } from '../time/compare-range.ts';
import { type Calendar, resolveRange } from '../time/time-range.ts';
import { inexactWarnings } from './inexact-warnings.ts';
import { printWhole } from './print-statements.ts';
import { runPlan } from './run-plan.ts';

/** What an analysis runs with. */
export interface AnalyzeOptions extends RunOptions {
  readonly engine: AnalysisEngine;
  readonly calendar: Calendar;
  readonly known: KnownNames;
  /** Now, epoch ms; a spec with `asOf` has its own moment. */
  readonly nowMs: number;
  /** Asks for another range at another moment than the spec's, to compare with. */
  readonly instead?: ComparedRange;
}

/** Rows of a result's table, at most. */
export const mostTableRows = 10_000;

/** The context of a spec: its moment, range and buckets are fixed here, once. */
export function contextOf(
  spec: AnalysisSpec,
  { calendar, known, nowMs, instead }: Pick<AnalyzeOptions, 'calendar' | 'known' | 'nowMs' | 'instead'>,
): AnalysisContext {
  const asOfMs = instead?.asOfMs ?? (spec.asOf === undefined ? nowMs : Date.parse(spec.asOf));
  const range = instead?.range ?? resolveRange(spec.time, calendar, asOfMs);
  const buckets = bucketsOf(range, spec.granularity, calendar, asOfMs);
  return { appId: spec.appId, calendar, asOfMs, known, range, buckets };
}

/** Plans and prints an analysis without running it. @throws CodedError of validation */
export function printAnalysis(
  spec: AnalysisSpec,
  options: Pick<AnalyzeOptions, 'calendar' | 'known' | 'nowMs'>,
  dialect: Dialect,
): PrintedStatement {
  return printWhole(planAnalysis(spec, contextOf(spec, options)).plan, dialect);
}

/** Plans, prints, runs and shapes an analysis. @throws CodedError of validation and of the engine */
export async function analyze(spec: AnalysisSpec, options: AnalyzeOptions): Promise<AnalysisResult> {
  const startedAt = performance.now();
  const { engine, calendar } = options;
  const context = contextOf(spec, options);
  const planned = planAnalysis(spec, context);
  const { rows, sql } = await runPlan(planned.plan, engine, options);
  const shaped = planned.shape(rows);
  const inexact = inexactWarnings(
    rewritePlan(planned.plan, engine.dialect),
    rows,
    engine.dialect.capabilities,
  );
  const warnings = [...shaped.warnings, ...inexact];
  const isCut = shaped.rows.length > mostTableRows;
  return {
    spec,
    asOf: new Date(context.asOfMs).toISOString(),
    timezone: calendar.timeZone,
    engine: engine.dialect.name,
    ...shaped,
    rows: isCut ? shaped.rows.slice(0, mostTableRows) : shaped.rows,
    warnings: isCut
      ? [...warnings, `ROWS_CUT: the first ${mostTableRows} of ${shaped.rows.length} rows are shown.`]
      : warnings,
    elapsedMs: Math.round(performance.now() - startedAt),
    sql,
  };
}
