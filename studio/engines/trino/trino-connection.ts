import { setTimeout as pause } from 'node:timers/promises';
import { parseAnswer, type TrinoAnswer } from './trino-answer.ts';
import { unreachable } from './trino-failure.ts';

/** Where a Trino server is and as whom it is asked. */
export interface TrinoServer {
  /** Address of the coordinator: `https://trino.example.org:8443`. */
  readonly url: string;
  /** Name the server knows the product by. @default 'millstream' */
  readonly user?: string;
  /** Value of the Authorization header (`Basic …`, `Bearer …`); the server takes it over https only. */
  readonly authorization?: string;
}

/** What a statement runs in. */
export interface TrinoSession {
  readonly catalog?: string;
  readonly schema?: string;
  /** Session properties: `query_max_run_time` -> `60s`. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Answers that mean "ask again": the server or a proxy before it is busy or being restarted. */
const busyStatuses = new Set([429, 502, 503, 504]);
const attempts = 8;
const firstPauseMs = 50;

/** Talks the statement protocol: one request for the statement, then one for each next answer. */
export class TrinoConnection {
  readonly #server: TrinoServer;

  constructor(server: TrinoServer) {
    this.#server = server;
  }

  /** Sends a statement; the first answer has its id. Throws ENGINE_UNREACHABLE. */
  submit(sql: string, session: TrinoSession, signal: AbortSignal): Promise<TrinoAnswer> {
    const url = new URL('/v1/statement', this.#server.url);
    return this.#ask(url, { method: 'POST', body: sql, headers: this.#headers(session), signal });
  }

  /** Asks for the next answer; the server holds the request until it knows more, about a second at most. */
  follow(nextUri: string, signal: AbortSignal): Promise<TrinoAnswer> {
    return this.#ask(this.#own(nextUri), { headers: this.#headers({}), signal });
  }

  /** Stops a statement. What fails here ends by itself: the server forgets statements that nobody follows. */
  async cancel(nextUri: string): Promise<void> {
    const request = { method: 'DELETE', headers: this.#headers({}), signal: AbortSignal.timeout(5000) };
    await fetch(this.#own(nextUri), request).catch(() => undefined);
  }

  /** Answers name the server as it sees itself; behind a proxy that is another address, and ours gets the password. */
  #own(nextUri: string): URL {
    const { pathname, search } = new URL(nextUri, this.#server.url);
    return new URL(pathname + search, this.#server.url);
  }

  #headers({ catalog, schema, properties = {} }: TrinoSession): Record<string, string> {
    const list = Object.entries(properties).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return {
      'X-Trino-User': this.#server.user ?? 'millstream',
      'X-Trino-Source': 'millstream',
      'X-Trino-Time-Zone': 'UTC',
      'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
      ...(this.#server.authorization === undefined ? {} : { Authorization: this.#server.authorization }),
      ...(catalog === undefined ? {} : { 'X-Trino-Catalog': catalog }),
      ...(schema === undefined ? {} : { 'X-Trino-Schema': schema }),
      ...(list.length === 0 ? {} : { 'X-Trino-Session': list.join(',') }),
    };
  }

  /** Asks again while the server is busy. */
  async #ask(url: URL, request: RequestInit & { readonly signal: AbortSignal }): Promise<TrinoAnswer> {
    let pauseMs = firstPauseMs;
    for (let attempt = 1; ; attempt += 1) {
      const { status, text } = await this.#fetch(url, request);
      if (status === 200) return this.#parse(text);
      if (!busyStatuses.has(status) || attempt === attempts) {
        throw unreachable(this.#server.url, `answer ${status} ${text.slice(0, 200)}`);
      }
      await pause(pauseMs, undefined, { signal: request.signal });
      pauseMs *= 2;
    }
  }

  async #fetch(
    url: URL,
    request: RequestInit & { readonly signal: AbortSignal },
  ): Promise<{ readonly status: number; readonly text: string }> {
    try {
      const response = await fetch(url, request);
      return { status: response.status, text: await response.text() };
    } catch (error) {
      request.signal.throwIfAborted();
      throw unreachable(this.#server.url, error);
    }
  }

  #parse(text: string): TrinoAnswer {
    try {
      return parseAnswer(text);
    } catch (error) {
      throw unreachable(this.#server.url, error);
    }
  }
}
