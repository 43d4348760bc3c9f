import { CodedError } from '@millstream/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

/** Parses what a caller sent. @throws CodedError USAGE, naming each place */
export function parsed<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new CodedError('USAGE', { problem: problems });
}

/** A version that a caller saw, from the query or the body. */
export const versionSchema = z.coerce.number().int().min(0);

const personHeader = 'x-millstream-person';
/** Author of calls that name nobody: whoever holds the local token may do everything. */
const localPerson = 'local administrator';

/**
 * Who calls: the header `x-millstream-person`, percent-encoded. It is a name for the history, not a right: every holder
 * of the token has the same rights. @throws CodedError USAGE when it cannot be decoded
 */
export function personOf(request: FastifyRequest): string {
  const value = request.headers[personHeader];
  if (typeof value !== 'string' || value.trim() === '') return localPerson;
  try {
    return decodeURIComponent(value).slice(0, 255);
  } catch (cause) {
    throw new CodedError('USAGE', { problem: `${personHeader} is not percent-encoded.` }, { cause });
  }
}
