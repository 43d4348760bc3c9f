import type { ErrorEntry } from '../error-entry.ts';

/** Errors of warehouse, lake and queries. */
export const modelingErrors = {
  WAREHOUSE_UNAVAILABLE: {
    status: 503,
    message: 'The warehouse {path} cannot be opened: {reason}.',
    action: 'Check disk space, permissions and that no other process holds the file.',
  },
  WAREHOUSE_LOAD_FAILED: {
    status: 500,
    message: 'The batch {batch} could not be loaded: {reason}.',
    action: 'It is tried again by itself; its raw records are kept.',
  },
  QUERY_INVALID: {
    status: 400,
    message: 'The query cannot be run: {reason}.',
    action: 'Correct the SQL.',
  },
  QUERY_NOT_READ_ONLY: {
    status: 400,
    message: 'Only a single reading statement (SELECT, WITH, DESCRIBE, SHOW, EXPLAIN) is allowed.',
    action: 'Send one statement that reads.',
  },
  QUERY_TIMEOUT: {
    status: 408,
    message: 'The query was stopped after {limitMs} ms.',
    action: 'Narrow the dates, or raise --timeout.',
  },
  QUERY_OUT_OF_MEMORY: {
    status: 507,
    message: 'The query needs more memory than its limit.',
    action: 'Narrow the dates or the columns, or start the server with a larger --memory.',
  },
  QUERY_CANCELLED: {
    status: 499,
    message: 'The query was cancelled.',
    action: 'Run it again when needed.',
  },
} as const satisfies Record<string, ErrorEntry>;
