import { activityColumns, rollupColumns, type Warehouse } from '@millstream/modeling';
import { duckdbActivityDialect } from '../dialects/duckdb/duckdb-dialect.ts';
import type { EngineRow } from '../result/engine-row.ts';
import type { AnalysisEngine } from './analysis-engine.ts';

const dialect = duckdbActivityDialect(activityColumns, rollupColumns);

/** The embedded warehouse as an engine. */
export function createWarehouseEngine(warehouse: Pick<Warehouse, 'query' | 'eventNumbers'>): AnalysisEngine {
  return {
    dialect,
    eventNumbers: (appId) => warehouse.eventNumbers(appId),
    async run({ sql, parameters }, options = {}) {
      const result = await warehouse.query(sql, { ...options, parameters });
      const rows: EngineRow[] = [];
      for await (const row of result.rows) rows.push(row);
      return rows;
    },
  };
}
