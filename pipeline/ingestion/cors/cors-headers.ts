import { compileOriginMatcher } from './origin-matcher.ts';

/** What CORS says about one `Origin`. */
export interface CorsVerdict {
  /** False when an origin was sent that is not in the list. */
  readonly isAllowed: boolean;
  /** Header names and values in turn; empty when nothing is to be said. */
  readonly headers: readonly string[];
}

const allowedHeaders =
  'DNT, X-CustomHeader, Keep-Alive, User-Agent, X-Requested-With, If-Modified-Since, Cache-Control, Content-Type, ' +
  'Authorization, Content-Encoding';

const withoutOrigin: CorsVerdict = { isAllowed: true, headers: [] };
const foreign: CorsVerdict = { isAllowed: false, headers: [] };
const maxRemembered = 1000;

function allow(origin: string): CorsVerdict {
  return {
    isAllowed: true,
    headers: [
      'Access-Control-Allow-Origin',
      origin,
      'Access-Control-Allow-Credentials',
      'true',
      'Access-Control-Allow-Methods',
      'GET, POST, OPTIONS',
      'Access-Control-Allow-Headers',
      allowedHeaders,
      'Access-Control-Max-Age',
      '86400',
      // Else a page's client could not read when to come back.
      'Access-Control-Expose-Headers',
      'Retry-After, X-Request-ID',
      'Vary',
      'Origin',
    ],
  };
}

/** Compiles a CORS list into a function from `Origin` ('' when not sent) to the headers of every answer. */
export function compileCors(list: string): (origin: string) => CorsVerdict {
  const matches = compileOriginMatcher(list);
  const remembered = new Map<string, CorsVerdict>();
  return (origin) => {
    if (origin === '') return withoutOrigin;
    const known = remembered.get(origin);
    if (known) return known;
    if (!matches(origin)) return foreign;
    if (remembered.size >= maxRemembered) remembered.clear();
    const verdict = allow(origin);
    remembered.set(origin, verdict);
    return verdict;
  };
}
