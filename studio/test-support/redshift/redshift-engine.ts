import { redshiftDialect } from '../../dialects/redshift/redshift-dialect.ts';
import type { AnalysisEngine } from '../../engines/analysis-engine.ts';
import type { RedshiftCheck } from './redshift-check.ts';

/** The check as an engine of analyses: statements in Redshift's dialect, run as what they mean. */
export function createRedshiftEngine(check: RedshiftCheck): AnalysisEngine {
  return { dialect: redshiftDialect, run: (statement) => check.run(statement) };
}
