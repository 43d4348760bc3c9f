/** What every first-party proxy takes. */
export interface ProxyOptions {
  /** Whole address of the collector's collect path, such as `https://collect.example.org/collect`. */
  readonly collector: string;
  /** Path that is served; requests of others are not ours. @default every path that the framework routes here */
  readonly path?: string;
  /** Text of the SDK's one-file script, or how to get it: GET of the path answers with it. @default none, GET is refused */
  readonly script?: string | (() => string | Promise<string>);
  /** Passes cookies on, for a collector behind a sign-in. @default false */
  readonly passesCookies?: boolean;
  /**
   * `append` keeps the X-Forwarded-For of a load balancer before this server and adds the client's address;
   * `replace` is for a server that clients reach directly: what they claim about themselves is dropped.
   * @default 'append'
   */
  readonly forwardedFor?: 'append' | 'replace';
  /** Time until a silent collector counts as away, ms. @default 10_000 */
  readonly timeoutMs?: number;
}

/** Options with their defaults filled in. */
export interface ResolvedProxyOptions extends Required<Omit<ProxyOptions, 'path' | 'script'>> {
  readonly path?: string;
  readonly script?: string | (() => string | Promise<string>);
}

/** Fills in defaults. @throws TypeError when the collector's address is none, or has a query of its own */
export function resolveProxyOptions(options: ProxyOptions): ResolvedProxyOptions {
  const { protocol, search, hash } = new URL(options.collector);
  if (!/^https?:$/.test(protocol) || search !== '' || hash !== '')
    throw new TypeError(`collector is an http(s) address without a query, not ${options.collector}`);
  return { passesCookies: false, forwardedFor: 'append', timeoutMs: 10_000, ...options };
}
