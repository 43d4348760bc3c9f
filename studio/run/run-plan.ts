import type { QueryProgress } from '@millstream/modeling';
import type { AnalysisEngine, RunOptions } from '../engines/analysis-engine.ts';
import type { Plan } from '../plan/relation.ts';
import type { EngineRow } from '../result/engine-row.ts';
import { printStatements } from './print-statements.ts';

/** All rows of a plan, and the statements that gave them. */
export interface PlanAnswer {
  readonly rows: readonly EngineRow[];
  readonly sql: readonly string[];
}

/** Limits of one of several statements: what is left of the time, its share of the progress. */
function limitsOf(
  options: RunOptions,
  part: { readonly index: number; readonly count: number; readonly startedAt: number },
): RunOptions {
  const { timeoutMs, onProgress } = options;
  const passedMs = performance.now() - part.startedAt;
  return {
    ...options,
    ...(timeoutMs === undefined ? {} : { timeoutMs: Math.max(1, timeoutMs - passedMs) }),
    ...(onProgress === undefined ? {} : { onProgress: shareOf(onProgress, part) }),
  };
}

function shareOf(
  tell: (progress: QueryProgress) => void,
  { index, count }: { readonly index: number; readonly count: number },
) {
  return ({ percent, rowsRead }: QueryProgress) =>
    tell({ percent: percent === null ? null : (index * 100 + percent) / count, rowsRead });
}

/** Asks an engine for a plan's rows, in one statement or in as many as it needs. @throws CodedError of the engine */
export async function runPlan(
  plan: Plan,
  engine: AnalysisEngine,
  options: RunOptions = {},
): Promise<PlanAnswer> {
  const startedAt = performance.now();
  const statements = printStatements(plan, engine.dialect);
  const rows: EngineRow[] = [];
  for (const [index, statement] of statements.entries()) {
    const part = { index, count: statements.length, startedAt };
    for (const row of await engine.run(statement, limitsOf(options, part))) rows.push(row);
  }
  return { rows, sql: statements.map(({ sql }) => sql) };
}
