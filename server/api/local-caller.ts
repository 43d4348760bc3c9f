import { createHash, timingSafeEqual } from 'node:crypto';
import { type Rights, rightsOf } from '@millstream/console';
import { CodedError } from '@millstream/core';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.ts';

const personHeader = 'x-millstream-person';
/** Author of calls that name nobody. */
const localPerson = 'local administrator';
/** Whoever can read the data directory may do everything. */
const allRights: Rights = rightsOf([{ role: 'Admin', projectId: null }]);

/**
 * Knows the token of the data directory. Its holder may name an author in `x-millstream-person`, percent-encoded: a name
 * for the history, not a right. Answers null for everybody else. @throws CodedError USAGE when it cannot be decoded
 */
export function createLocalCaller(token: string): (request: FastifyRequest) => Caller | null {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${token}`);
  return function localCaller(request) {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return null;
    return { kind: 'local', personId: null, name: nameOf(request), credentialId: null, rights: allRights };
  };
}

function nameOf(request: FastifyRequest): string {
  const value = request.headers[personHeader];
  if (typeof value !== 'string' || value.trim() === '') return localPerson;
  try {
    return decodeURIComponent(value).slice(0, 255);
  } catch (cause) {
    throw new CodedError('USAGE', { problem: `${personHeader} is not percent-encoded.` }, { cause });
  }
}
