import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { problemsIn } from '../api/schema-compilers.ts';

/** Parses what a caller sent. @throws CodedError USAGE, naming each place */
export function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new CodedError('USAGE', { problem: problemsIn(result.error) });
}

/** A version that a caller saw, from the query or the body. */
export const versionSchema = z.coerce.number().int().min(0);
