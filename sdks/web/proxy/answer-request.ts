import { limitedBody } from './limited-body.ts';
import type { ProxiedRequest, ProxyAnswer } from './proxied-request.ts';
import type { ResolvedProxyOptions } from './proxy-options.ts';
import { scriptAnswer } from './script-answer.ts';

const passedOn = ['user-agent', 'content-type', 'content-encoding'] as const;
const passedBack = ['retry-after', 'x-request-id'] as const;
/** Clients come back after this time when the collector is away, s. */
const retryAfterSeconds = '30';

const plain = (status: number, headers: Readonly<Record<string, string>> = {}): ProxyAnswer => ({
  status,
  headers: { 'cache-control': 'no-store', ...headers },
});

/** The list of addresses that the collector sees. IPv4 addresses in IPv6 form are written as IPv4. */
function forwardedFor(request: ProxiedRequest, mode: ResolvedProxyOptions['forwardedFor']): string {
  const address = request.clientAddress?.replace(/^::ffff:(?=\d+\.)/i, '');
  const claimed = mode === 'append' ? (request.header('x-forwarded-for') ?? '') : '';
  const list = claimed.split(',').map((part) => part.trim());
  // Some platforms have added the address themselves.
  if (address !== undefined && list.at(-1) !== address) list.push(address);
  return list.filter((part) => part !== '').join(', ');
}

function headersOf(request: ProxiedRequest, options: ResolvedProxyOptions): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of [...passedOn, ...(options.passesCookies ? ['cookie'] : [])]) {
    const value = request.header(name);
    if (value) headers[name] = value;
  }
  // Browsers add the password of a guarded site by themselves; the collector's own sign-in is a token.
  const authorization = request.header('authorization');
  if (authorization && /^bearer /i.test(authorization)) headers.authorization = authorization;
  const addresses = forwardedFor(request, options.forwardedFor);
  if (addresses !== '') headers['x-forwarded-for'] = addresses;
  return headers;
}

async function forward(request: ProxiedRequest, options: ResolvedProxyOptions): Promise<ProxyAnswer> {
  const hasBody = request.method === 'POST';
  const body = hasBody ? await limitedBody(request.body, request.header('content-length')) : undefined;
  if (body === null) return plain(413);
  let answer: Response;
  try {
    answer = await fetch(options.collector + request.search, {
      method: request.method,
      headers: headersOf(request, options),
      // A sign-in page is not for events: clients see the redirect as what it is, a refusal.
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeoutMs),
      ...(body === undefined ? {} : { body }),
    });
  } catch {
    return plain(503, { 'retry-after': retryAfterSeconds });
  }
  await answer.body?.cancel();
  const headers: Record<string, string> = {};
  for (const name of passedBack) {
    const value = answer.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  return plain(answer.status, headers);
}

/** Answers a request of the served path: events go to the collector, GET without events gets the script. */
export async function answerRequest(
  request: ProxiedRequest,
  options: ResolvedProxyOptions,
): Promise<ProxyAnswer> {
  const { method, search } = request;
  const isPixel = method === 'GET' && new URLSearchParams(search).has('data');
  if (method === 'POST' || isPixel) return forward(request, options);
  const { script } = options;
  if (script === undefined) return plain(405, { allow: 'POST' });
  if (method !== 'GET' && method !== 'HEAD') return plain(405, { allow: 'GET, HEAD, POST' });
  const text = typeof script === 'string' ? script : await script();
  return scriptAnswer(text, request.header('if-none-match'));
}
