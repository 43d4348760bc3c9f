import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { problemsOf } from '../spec/analysis-spec.ts';
import { compareScopeSchema } from '../spec/compare-scope.ts';

/** Engines that a request may choose; Redshift's SQL can be shown only. */
const runningEngines = ['duckdb', 'trino'] as const;

/** A request to run an analysis. */
export const exploreRequestSchema = z.strictObject({
  /** An analysis spec, parsed on its own so that problems point into it. */
  spec: z.unknown(),
  engine: z.enum(runningEngines).default('duckdb'),
  /** Name under which the query can be followed and cancelled. @default made anew */
  queryId: z.string().min(1).max(100).optional(),
  compare: compareScopeSchema.optional(),
  /** Limit of wall time, ms. */
  timeoutMs: z.int().min(1).max(900_000).optional(),
});
/** A request to run an analysis. */
export type ExploreRequest = Readonly<z.output<typeof exploreRequestSchema>>;

/** A request to see an analysis' SQL. */
export const printRequestSchema = z.strictObject({
  spec: z.unknown(),
  engine: z.enum([...runningEngines, 'redshift']).default('duckdb'),
});
/** A request to see an analysis' SQL. */
export type PrintRequest = Readonly<z.output<typeof printRequestSchema>>;

/** A request to estimate an analysis. */
export const estimateRequestSchema = z.strictObject({ spec: z.unknown() });

/** A request for the users or events behind a number. */
export const drillRequestSchema = z.strictObject({
  spec: z.unknown(),
  /** Address of the number; its form depends on the kind of analysis. */
  cell: z.unknown(),
  /** Lists what lies behind the number of the compared range instead. */
  compare: compareScopeSchema.optional(),
  limit: z.int().min(1).max(10_000).default(100),
  offset: z.int().min(0).default(0),
  queryId: z.string().min(1).max(100).optional(),
});

/** Parses a request's envelope. @throws CodedError SPEC_INVALID */
export function parseRequest<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new CodedError('SPEC_INVALID', { problems: problemsOf(result.error) });
}
