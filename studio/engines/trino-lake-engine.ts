import { trinoDialect } from '../dialects/trino/trino-dialect.ts';
import type { AnalysisEngine } from './analysis-engine.ts';
import type { TrinoEngine } from './trino/trino-engine.ts';

/** The lake on a Trino server as an engine. */
export function createTrinoLakeEngine(trino: TrinoEngine): AnalysisEngine {
  return {
    dialect: trinoDialect,
    run({ sql, parameters }, { onProgress, ...limits } = {}) {
      return trino.rows(sql, parameters, {
        ...limits,
        ...(onProgress === undefined
          ? {}
          : {
              onProgress: ({ processedRows, completedSplits, totalSplits }) =>
                onProgress({
                  percent: totalSplits === 0 ? null : (100 * completedSplits) / totalSplits,
                  rowsRead: processedRows,
                }),
            }),
      });
    },
  };
}
