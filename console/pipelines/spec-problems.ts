import { CodedError, type ErrorCode, type ErrorDetails } from '@millstream/core';
import type { z } from 'zod';
import { type PipelineSpec, pipelineSpecSchema } from './pipeline-spec.ts';
import { specRanges } from './spec-ranges.ts';

/** Steps of the wizard: basics, ingestion, processing and modeling, reporting. */
export type WizardStep = 1 | 2 | 3 | 4;

/** One thing that is wrong with a pipeline, at the field that a person corrects. */
export interface SpecProblem {
  readonly step: WizardStep;
  /** Path in the pipeline with dots, such as `ingestion.workers.min`. */
  readonly field: string;
  readonly code: ErrorCode;
  readonly message: string;
  /** What the message names, so that a page can say it in another language. */
  readonly values: ErrorDetails;
  /** A value that would be legal, when one can be told. */
  readonly offer?: string | number;
}

const steps: Readonly<Record<string, WizardStep>> = {
  ingestion: 2,
  processing: 3,
  modeling: 3,
  reporting: 4,
};

/** The wizard's step that holds a field. */
export function stepOf(field: string): WizardStep {
  return steps[field.split('.')[0] ?? ''] ?? 1;
}

/** A problem with its words from the registry of errors. */
export function specProblem(
  field: string,
  code: ErrorCode,
  values: ErrorDetails = {},
  offer?: string | number,
): SpecProblem {
  const { message } = new CodedError(code, values);
  return { step: stepOf(field), field, code, message, values, ...(offer === undefined ? {} : { offer }) };
}

/** PIPELINE_INVALID: all that is wrong at once, each with its step and field. Nothing was changed. */
export class PipelineInvalidError extends CodedError {
  readonly problems: readonly SpecProblem[];

  constructor(problems: readonly SpecProblem[]) {
    super('PIPELINE_INVALID', {
      problems: problems.map(({ field, message }) => `${field}: ${message}`).join('; '),
    });
    this.problems = problems;
  }

  override toJSON(): ReturnType<CodedError['toJSON']> & { problems: readonly SpecProblem[] } {
    return { ...super.toJSON(), problems: this.problems };
  }
}

function isRanged(field: string): field is keyof typeof specRanges {
  return Object.hasOwn(specRanges, field);
}

function problemOf(issue: z.core.$ZodIssue): SpecProblem[] {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => specProblem(field === '' ? key : `${field}.${key}`, 'FIELD_UNKNOWN_HERE'));
  if (isRanged(field) && issue.code !== 'custom') {
    const { min, max } = specRanges[field];
    return [specProblem(field, 'FIELD_OUT_OF_RANGE', { min, max })];
  }
  const isEmpty = issue.code === 'too_small' && issue.origin === 'string';
  if (isEmpty) return [specProblem(field, 'FIELD_REQUIRED')];
  return [specProblem(field, 'FIELD_INVALID', { reason: issue.message })];
}

/** Reads what a wizard or a file says. Answers with the checked pipeline, or with everything that is wrong. */
export function readPipelineSpec(
  value: unknown,
): { readonly spec: PipelineSpec } | { readonly problems: readonly SpecProblem[] } {
  const result = pipelineSpecSchema.safeParse(value);
  if (result.success) return { spec: result.data };
  return { problems: result.error.issues.flatMap(problemOf) };
}
