import { analysisErrors } from './codes/analysis-errors.ts';
import { configurationErrors } from './codes/configuration-errors.ts';
import { ingestionErrors } from './codes/ingestion-errors.ts';
import { modelingErrors } from './codes/modeling-errors.ts';
import { operationErrors } from './codes/operation-errors.ts';
import { pipelineErrors } from './codes/pipeline-errors.ts';
import { processingErrors } from './codes/processing-errors.ts';
import { savedErrors } from './codes/saved-errors.ts';
import type { ErrorEntry } from './error-entry.ts';

/** Every coded error of the product; `docs/errors.md` has a line for each (a test compares them). */
export const errorRegistry = {
  ...ingestionErrors,
  ...configurationErrors,
  ...savedErrors,
  ...processingErrors,
  ...pipelineErrors,
  ...modelingErrors,
  ...operationErrors,
  ...analysisErrors,
} as const satisfies Record<string, ErrorEntry>;

/** Name of an entry of the registry. */
export type ErrorCode = keyof typeof errorRegistry;
