import { trinoDialect } from '../../dialects/trino/trino-dialect.ts';
import type { AnalysisEngine } from '../analysis-engine.ts';
import type { TrinoEngine } from './trino-engine.ts';

/** A Trino server, or Athena, as an engine of analyses. */
export function createTrinoAnalysisEngine(engine: TrinoEngine): AnalysisEngine {
  return {
    dialect: trinoDialect,
    run: ({ sql, parameters }, options) => engine.rows(sql, parameters, options),
  };
}
