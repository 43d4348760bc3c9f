import type { AnalysisEngine } from '../engines/analysis-engine.ts';

/** The same engine with the plans of engines that compute a step again for each reader: answers must not differ. */
export function passingEngine(engine: AnalysisEngine): AnalysisEngine {
  const { dialect } = engine;
  const capabilities = { ...dialect.capabilities, keepsSteps: { supported: false } };
  return { ...engine, dialect: { ...dialect, capabilities } };
}
