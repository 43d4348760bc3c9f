import { asCodedError, type CodedError } from '@millstream/core';
import { lifeCycleDashboard, type Sheet, type Visual, visualsOf } from '@millstream/reporting';
import type { AnalyzeOptions } from '../run/analyze.ts';
import { printStatements } from '../run/print-statements.ts';
import { runPlan } from '../run/run-plan.ts';
import { bucketsOf } from '../time/buckets.ts';
import { resolveRange } from '../time/time-range.ts';
import type { Block, BlockRow, BlockRows } from './blocks/block.ts';
import { spanBlock } from './blocks/span-block.ts';
import { daysOf, type LifecycleContext } from './lifecycle-context.ts';
import type { LifecycleRequest } from './lifecycle-request.ts';
import type { LifecycleResult, ReadSheet, VisualOutcome } from './lifecycle-result.ts';
import { type BlockStatement, planStatements } from './plan-statements.ts';
import { planVisual } from './plan-visual.ts';
import { freshnessOf } from './shapes/freshness.ts';
import type { PlannedVisual } from './shapes/planned-visual.ts';

/** What the dashboard is read with. */
export type LifecycleOptions = Omit<AnalyzeOptions, 'instead'>;

/**
 * The context of a request: moment, range and days are fixed here, once. A dashboard of now takes events of the running
 * slot whose clocks are ahead, so that what is counted by slot can be used; one of a named moment is exact to the ms.
 */
export async function lifecycleContext(
  request: LifecycleRequest,
  { calendar, known, nowMs, engine }: Pick<LifecycleOptions, 'calendar' | 'known' | 'nowMs' | 'engine'>,
): Promise<LifecycleContext> {
  const asOfMs = request.asOf === undefined ? nowMs : Date.parse(request.asOf);
  const { rollups } = engine.dialect;
  const isOfNow = request.asOf === undefined && rollups !== undefined;
  const openEndMs = isOfNow ? Math.floor(asOfMs / rollups.slotMs + 1) * rollups.slotMs : asOfMs + 1;
  const { fromMs, toMs } = resolveRange(request.time, calendar, asOfMs);
  const eventNumbers = await engine.eventNumbers?.(request.appId);
  const range = { fromMs, toMs: toMs === asOfMs + 1 ? openEndMs : toMs };
  return {
    appId: request.appId,
    calendar,
    asOfMs,
    openEndMs,
    known,
    range,
    buckets: bucketsOf(range, 'day', calendar, asOfMs),
    parameters: request.parameters,
    ...(request.platforms === undefined ? {} : { platforms: request.platforms }),
    ...(request.filter === undefined ? {} : { filter: request.filter }),
    ...(rollups === undefined ? {} : { rollups }),
    ...(eventNumbers ? { eventNumbers } : {}),
  };
}

/** The sheets that are asked for, each with the wanted visuals only; tables of single rows are read on their own. */
function wantedSheets({ sheet: sheetId, visuals }: LifecycleRequest): readonly Sheet[] {
  const isWanted = ({ id, query }: Visual) =>
    visuals?.includes(id) ?? !['userRows', 'eventRows', 'parameterRows'].includes(query.shape);
  return lifeCycleDashboard.sheets
    .filter(({ id }) => sheetId === undefined || sheetId === id)
    .map((sheet) => ({
      ...sheet,
      sections: sheet.sections
        .map((section) => ({ ...section, visuals: section.visuals.filter(isWanted) }))
        .filter((section) => section.visuals.length > 0),
    }))
    .filter(({ sections }) => sections.length > 0);
}

/** Rows of the blocks that were answered, and why others were not. */
interface Answers {
  readonly rows: ReadonlyMap<string, readonly BlockRow[]>;
  readonly failures: ReadonlyMap<string, CodedError>;
}

/** Failures that end the whole dashboard: nobody waits any more. */
function isFatal({ code }: CodedError): boolean {
  return code === 'QUERY_CANCELLED' || code === 'INTERNAL';
}

async function runStatements(
  statements: readonly BlockStatement[],
  options: LifecycleOptions,
): Promise<Answers & { readonly sql: readonly string[] }> {
  const rows = new Map<string, readonly BlockRow[]>();
  const failures = new Map<string, CodedError>();
  const sql: string[] = [];
  const { engine } = options;
  for (const { plan, ids, read } of statements) {
    // Told also when it fails.
    sql.push(...printStatements(plan, engine.dialect).map((statement) => statement.sql));
    try {
      for (const [id, found] of read((await runPlan(plan, engine, options)).rows)) rows.set(id, found);
    } catch (cause) {
      const error = asCodedError(cause);
      if (isFatal(error)) throw error;
      for (const id of ids) failures.set(id, error);
    }
  }
  return { rows, failures, sql };
}

function outcomeOf({ blocks, shape }: PlannedVisual, { rows, failures }: Answers): VisualOutcome {
  const failed = blocks.map(({ id }) => failures.get(id)).find((error) => error !== undefined);
  if (failed !== undefined) return { kind: 'failed', error: failed.toJSON() };
  return { kind: 'result', result: shape(rowsIn(rows)) };
}

function rowsIn(rows: Answers['rows']): BlockRows {
  return ({ id }: Block) => rows.get(id) ?? [];
}

/**
 * Reads the visuals that are asked for. Equal questions are asked once, and those over the same events together; a visual
 * whose statement fails says so beside the others. @throws CodedError of validation, QUERY_CANCELLED
 */
export async function readLifecycle(
  request: LifecycleRequest,
  options: LifecycleOptions,
): Promise<LifecycleResult> {
  const startedAt = performance.now();
  const context = await lifecycleContext(request, options);
  const sheets = wantedSheets(request);
  const planned = new Map(
    sheets.flatMap((sheet) =>
      visualsOf(sheet).flatMap((visual) => {
        const plan = planVisual(visual, context);
        return plan === null ? [] : [[visual.id, plan] as const];
      }),
    ),
  );
  const blocks = [...planned.values()].flatMap((plan) => plan.blocks);
  const answers = await runStatements(planStatements([...blocks, spanBlock()], context), options);
  const readSheets = sheets.map((sheet) => readSheet(sheet, planned, answers));
  const { first, last } = daysOf(context);
  return {
    request,
    asOf: new Date(context.asOfMs).toISOString(),
    timezone: context.calendar.timeZone,
    range: { from: first.toString(), to: last.toString() },
    engine: options.engine.dialect.name,
    freshness: freshnessOf(rowsIn(answers.rows), context),
    sheets: readSheets,
    elapsedMs: Math.round(performance.now() - startedAt),
    sql: answers.sql,
  };
}

function readSheet(sheet: Sheet, planned: ReadonlyMap<string, PlannedVisual>, answers: Answers): ReadSheet {
  const { id, titles } = sheet;
  const sections = sheet.sections.map((section) => ({
    id: section.id,
    titles: section.titles,
    visuals: section.visuals.flatMap((visual) => {
      const plan = planned.get(visual.id);
      if (plan === undefined) return [];
      const { id: visualId, titles: names, chart } = visual;
      return [{ id: visualId, titles: names, chart, outcome: outcomeOf(plan, answers) }];
    }),
  }));
  return { id, titles, sections };
}
