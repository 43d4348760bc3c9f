/** A request to the proxy, whatever framework it came through. */
export interface ProxiedRequest {
  readonly method: string;
  /** Query with its `?`, as it came; empty without one. */
  readonly search: string;
  /** Address of the peer or of the client that a trusted platform names. */
  readonly clientAddress: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** Value of a header, by its lower-case name. */
  header(name: string): string | null | undefined;
}

/** What the proxy answers. */
export interface ProxyAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}
