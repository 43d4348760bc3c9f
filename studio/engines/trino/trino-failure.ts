import { CodedError } from '@millstream/core';
import type { TrinoFailure } from './trino-answer.ts';

/** A failed statement as one of the product's errors. */
export function codedFailure(failure: TrinoFailure, limitMs: number): CodedError {
  const cause = new Error(`${failure.errorName}: ${failure.message}`);
  switch (failure.errorName) {
    case 'EXCEEDED_TIME_LIMIT':
      return new CodedError('QUERY_TIMEOUT', { limitMs }, { cause });
    case 'USER_CANCELED':
    case 'ADMINISTRATIVELY_KILLED':
    case 'ADMINISTRATIVELY_PREEMPTED':
      return new CodedError('QUERY_CANCELLED', {}, { cause });
    case 'EXCEEDED_GLOBAL_MEMORY_LIMIT':
    case 'EXCEEDED_LOCAL_MEMORY_LIMIT':
    case 'CLUSTER_OUT_OF_MEMORY':
      return new CodedError('QUERY_OUT_OF_MEMORY', {}, { cause });
    default:
  }
  if (failure.errorType === 'USER_ERROR') {
    return new CodedError('QUERY_INVALID', { reason: failure.message }, { cause });
  }
  return new CodedError('ENGINE_QUERY_FAILED', { engine: 'Trino', reason: failure.message }, { cause });
}

/** The server did not answer, or not as Trino does. */
export function unreachable(url: string, reason: unknown): CodedError {
  const text = reason instanceof Error ? reasonOf(reason) : String(reason);
  return new CodedError('ENGINE_UNREACHABLE', { engine: 'Trino', url, reason: text }, { cause: reason });
}

/** `fetch` hides the reason of a failed connection one level down. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
