import type { ErrorEntry } from '../error-entry.ts';

/** Errors of the collector and its sinks. */
export const ingestionErrors = {
  APP_UNKNOWN: {
    status: 403,
    message: 'The app id is missing or not registered.',
    action: 'Register it with `millstream app add ID`, or correct appId in the client.',
  },
  AUTHENTICATION_REQUIRED: {
    status: 401,
    message: 'The collector is guarded and the request carries no valid session or token.',
    action: 'Sign in at /login, or send Authorization: Bearer with a token of the configured issuer.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: 'The body is larger than the limit of {limit} bytes.',
    action: 'Send fewer events in one request.',
  },
  BODY_UNREADABLE: {
    status: 400,
    message: 'The body could not be inflated by its Content-Encoding.',
    action: 'Send valid gzip, or drop the Content-Encoding header.',
  },
  HOST_MISMATCH: {
    status: 403,
    message: 'The Host header does not name the configured domain.',
    action: 'Use the configured domain in the endpoint.',
  },
  INTEGRITY_FAILED: {
    status: 400,
    message: 'hashCode does not match the body and the app demands integrity.',
    action: 'Send the first 8 hex digits of the SHA-256 of the body as sent.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: 'This method is not served on this path.',
    action: 'Use POST on the collect path.',
  },
  NO_APP_CONFIGURED: {
    status: 400,
    message: 'Configuration invalid!',
    action: 'Register an app with `millstream app add ID`.',
  },
  ORIGIN_REFUSED: {
    status: 403,
    message: 'The origin is not in the CORS list and cors.enforce is on.',
    action: 'Add the origin to cors.origins.',
  },
  OVERLOADED: {
    status: 503,
    message: 'More data waits for the disk than allowed.',
    action: 'Send the same events again after the time in Retry-After.',
  },
  PATH_NOT_SERVED: {
    status: 403,
    message: 'DefaultAction: Invalid request',
    action: 'Use the configured collect path.',
  },
  RATE_LIMITED: {
    status: 429,
    message: 'The rate limit is used up.',
    action: 'Send the same events again after the time in Retry-After.',
  },
  REQUEST_HEAD_TOO_LARGE: {
    status: 431,
    message: 'The headers are larger than the limit.',
    action: 'Send fewer or smaller headers and cookies.',
  },
  REQUEST_LINE_TOO_LONG: {
    status: 414,
    message: 'The request line is longer than the limit of {limit} bytes.',
    action: 'Send the data in the body of a POST.',
  },
  REQUEST_MALFORMED: {
    status: 400,
    message: 'The request is not valid HTTP/1.1.',
    action: 'Correct the client.',
  },
  REQUEST_TOO_SLOW: {
    status: 408,
    message: 'The rest of the request did not arrive in time.',
    action: 'Send the same events again.',
  },
  SINK_UNWRITABLE: {
    status: 503,
    message: 'The sink {sink} cannot write to {path}.',
    action: 'Free space or fix permissions. Clients keep their events and retry.',
  },
  DISK_FULL: {
    status: 503,
    message: 'Free space under {path} is below the guard of {guardBytes} bytes.',
    action: 'Free space; collecting resumes by itself. Clients keep their events and retry.',
  },
  TLS_CERTIFICATE_INVALID: {
    status: 500,
    message: 'The certificate {certFile} or its key cannot be used.',
    action: 'Put a PEM certificate chain and its matching key there; it is read again on change.',
  },
  LOGIN_FAILED: {
    status: 400,
    message: 'The sign-in could not be completed.',
    action: 'Start again at /login; the reason is in the log under the request id.',
  },
  SIGN_IN_UNAVAILABLE: {
    status: 503,
    message: 'The sign-in provider cannot be reached, so the sender cannot be judged.',
    action: 'Send the same events again after the time in Retry-After; the reason is in the log.',
  },
} as const satisfies Record<string, ErrorEntry>;
