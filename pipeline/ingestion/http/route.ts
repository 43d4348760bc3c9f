import { type Answer, preflightAnswered, redirect, refusal, success } from './answer.ts';
import type { Exchange } from './exchange.ts';

const configurationInvalid = refusal('NO_APP_CONFIGURED');
const hostMismatch = refusal('HOST_MISMATCH');
const pathNotServed = refusal('PATH_NOT_SERVED');
const appUnknown = refusal('APP_UNKNOWN');
const methodNotAllowed = refusal('METHOD_NOT_ALLOWED', {}, ['Allow', 'GET, POST, OPTIONS']);
const originRefused = refusal('ORIGIN_REFUSED');

/** The answer to a request whose sender is not known (row 7). */
export const authenticationRequired: Answer = refusal('AUTHENTICATION_REQUIRED', {}, [
  'WWW-Authenticate',
  'Bearer',
]);

/** The answer while nobody can say whether the sender may send. */
export const senderUndecided: Answer = refusal('SIGN_IN_UNAVAILABLE', {}, ['Retry-After', '5']);

const portSuffix = /:\d*$/;
const hostShape = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])$/;

function secureLocation(exchange: Exchange): string | null {
  const { https } = exchange.rules.settings;
  const host = https.domain || exchange.head.host.replace(portSuffix, '');
  if (!hostShape.test(host)) return null;
  const port = https.redirectPort ?? https.port;
  return `https://${host}${port === 443 ? '' : `:${port}`}${exchange.target.uri}`;
}

function isForeignHost(exchange: Exchange): boolean {
  const { domain } = exchange.rules.settings.https;
  if (!exchange.isSecure || domain === '') return false;
  return exchange.head.host.replace(portSuffix, '').toLowerCase() !== domain.toLowerCase();
}

/** Row 1: the answer to a plain request where HTTPS is on and redirects. Null goes on. */
export function redirectToSecure(exchange: Exchange): Answer | null {
  const { https } = exchange.rules.settings;
  if (!https.enabled || !https.redirect || exchange.isSecure) return null;
  const location = secureLocation(exchange);
  return location === null ? hostMismatch : redirect(location);
}

/**
 * Rows 1 to 6 of the routing table, without the sign-in flow: who is asked, and is the app known. Null goes on.
 * `isSignIn` says whether a sign-in flow serves the path (row 4).
 */
export function routeRequest(exchange: Exchange, isSignIn: boolean): Answer | 'sign-in' | null {
  const { rules, head, target } = exchange;
  const { limits } = rules.settings;
  if (head.method.length + head.target.length + 10 > limits.maxRequestLineBytes) {
    return refusal('REQUEST_LINE_TOO_LONG', { limit: limits.maxRequestLineBytes });
  }
  const moved = redirectToSecure(exchange);
  if (moved !== null) return moved;
  if (rules.apps.size === 0) return configurationInvalid;
  if (isForeignHost(exchange)) return hostMismatch;
  if (isSignIn && head.method === 'GET') return 'sign-in';
  if (!rules.paths.has(target.path)) return pathNotServed;
  if (!exchange.app) return appUnknown;
  return null;
}

function pingAnswer(exchange: Exchange): Answer {
  const seconds = (exchange.arrival.receivedAtMs / 1000).toFixed(3);
  return success(`{"timestamp": ${seconds}}`, 'application/json');
}

/**
 * Rows 8 to 10: preflight, method, size. `declaredBytes` is Content-Length, 0 without a body, -1 when unknown.
 * 'body' and 'pixel' go on with the data of the body or of the query.
 */
export function judgeMethod(exchange: Exchange, declaredBytes: number): Answer | 'body' | 'pixel' {
  const { method } = exchange.head;
  const { limits, cors } = exchange.rules.settings;
  if (method === 'OPTIONS') return preflightAnswered;
  const isPing = exchange.rules.paths.get(exchange.target.path) === 'ping';
  const isPixel = method === 'GET' && !isPing && exchange.target.data !== undefined;
  if (method !== 'POST' && !isPixel && !(isPing && method === 'GET')) return methodNotAllowed;
  if (cors.enforce && !exchange.cors.isAllowed) return originRefused;
  if (declaredBytes > limits.maxBodyBytes) return refusal('BODY_TOO_LARGE', { limit: limits.maxBodyBytes });
  if (isPing) return pingAnswer(exchange);
  return isPixel ? 'pixel' : 'body';
}
