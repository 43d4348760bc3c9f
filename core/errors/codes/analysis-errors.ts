import type { ErrorEntry } from '../error-entry.ts';

/** Errors of analyses. */
export const analysisErrors = {
  SPEC_INVALID: {
    status: 400,
    message: 'The analysis is not valid: {problems}.',
    action: 'Correct the places named; each is a JSON pointer into the analysis.',
  },
  SPEC_TOO_NEW: {
    status: 400,
    message: 'The specification has version {version}; this server reads version {known}.',
    action: 'Upgrade the server, or write the specification anew in this version.',
  },
  FORMULA_INVALID: {
    status: 400,
    message: 'The formula is not valid: {problem}.',
    action: 'Correct the formula; docs/studio.md lists its functions.',
  },
  WALKER_UNSUPPORTED: {
    status: 400,
    message: '{place}: {what}, which the server cannot compute.',
    action: 'Choose another field, aggregation or transformation.',
  },
  ENGINE_NOT_CONFIGURED: {
    status: 400,
    message: 'This server knows no engine {engine}.',
    action: 'Name its address in the settings (studio.{engine}), or run the analysis on duckdb.',
  },
  QUERY_ID_IN_USE: {
    status: 409,
    message: 'A query with the id {id} is running.',
    action: 'Cancel it, or give this one another id.',
  },
  EVENT_UNKNOWN: {
    status: 400,
    message: '{place}: there is no event {event}.',
    action: 'Choose an event that the app has sent; `millstream metadata list --app APP` lists them.',
  },
  FIELD_UNKNOWN: {
    status: 400,
    message: '{place}: there is no field {field} of type {type}.',
    action:
      'Choose a field that the app has sent, with its type; `millstream metadata parameters` lists them.',
  },
  CELL_UNKNOWN: {
    status: 400,
    message: 'The result has no such number: {reason}.',
    action: 'Take the address from a result of the same analysis.',
  },
} as const satisfies Record<string, ErrorEntry>;
