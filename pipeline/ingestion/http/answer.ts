import { CodedError, type ErrorCode, type ErrorDetails } from '@millstream/core';

/** What the collector says to one request, apart from what every answer carries (request id, CORS, connection). */
export interface Answer {
  readonly status: number;
  readonly body: string;
  /** '' sends no Content-Type. */
  readonly contentType: string;
  /** Further headers: name, value, name, value. */
  readonly headers: readonly string[];
  /** Why nothing was stored, for metrics; null for a good answer. */
  readonly refusal: ErrorCode | null;
}

const textType = 'text/plain; charset=utf-8';

/** The text answer for an entry of the error registry; never a stack, never input. */
export function refusal(
  code: ErrorCode,
  details: ErrorDetails = {},
  headers: readonly string[] = [],
): Answer {
  const error = new CodedError(code, details);
  return { status: error.status, body: error.message, contentType: textType, headers, refusal: code };
}

/** A good answer with a body. */
export function success(body: string, contentType: string): Answer {
  return { status: 200, body, contentType, headers: [], refusal: null };
}

/** 200 with an empty text: stored. */
export const accepted: Answer = success('', 'text/plain');

/** 204: the preflight's answer is in the CORS headers, or in their absence. */
export const preflightAnswered: Answer = {
  status: 204,
  body: '',
  contentType: '',
  headers: [],
  refusal: null,
};

/** 308 keeps a POST a POST. */
export function redirect(location: string): Answer {
  return { status: 308, body: '', contentType: '', headers: ['Location', location], refusal: null };
}
