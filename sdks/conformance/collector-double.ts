import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type AnswerPlan, planAnswers } from './answer-plan.ts';
import { type DecodedBody, decodeBody } from './decode-body.ts';
import type { JsonObject } from './driver.ts';
import { forwardRequest } from './forward-request.ts';
import type { Fault, PlannedAnswer } from './scenario.ts';

/** A request as it came. */
export interface RecordedRequest {
  /** Place in the order of arrival, from 1. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly decoded: DecodedBody;
  /** What the collector did with it. */
  readonly outcome: number | Fault;
  /** Whether its events count as accepted. */
  readonly isStored: boolean;
}

/** How a collector double behaves. */
export interface CollectorDoubleOptions {
  /** Its clock, for `Date` and `/ping`. @default the clock of this machine */
  readonly now?: () => number;
  /** Origins that CORS allows. @default all */
  readonly origins?: readonly string[];
  /** Collect address of a real collector that gets what is stored here; its answer is passed on. */
  readonly forwardTo?: string;
  /** Every second stored request gets no answer: the connection is closed. */
  readonly losesEverySecondAnswer?: boolean;
}

/** A collector that records what it gets and goes wrong on request. */
export interface CollectorDouble extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** Whole address of the collect path. */
  readonly endpoint: string;
  /** Requests in the order of arrival; CORS preflights are counted apart. */
  readonly requests: readonly RecordedRequest[];
  readonly preflights: number;
  /** Requests that are neither answered nor closed. */
  readonly open: number;
  /** Those of them that will not be answered while the client waits. */
  readonly hanging: number;
  plan(answers: readonly PlannedAnswer[]): void;
  /** Accepted events, each id once, in the order of first storage. */
  storedEvents(): readonly JsonObject[];
  /** Accepted events, repeats included. */
  storedCount(): number;
  /** Calls `act` whenever a request came, was answered or closed. @returns ends that */
  onChange(act: () => void): () => void;
  close(): Promise<void>;
}

/** Outcomes after which the collector has the events. */
const storing: readonly (number | Fault)[] = [200, 'lost', 'late'];
const maxBodyBytes = 1_048_576;
const corsHeaders =
  'DNT, X-CustomHeader, Keep-Alive, User-Agent, X-Requested-With, If-Modified-Since, Cache-Control, Content-Type, ' +
  'Authorization, Content-Encoding';

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

class Double implements CollectorDouble {
  readonly requests: RecordedRequest[] = [];
  preflights = 0;
  hanging = 0;
  #closed = 0;
  #accepted = 0;
  #plan: AnswerPlan = planAnswers([]);
  readonly #options: CollectorDoubleOptions;
  readonly #listeners = new Set<() => void>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(options: CollectorDoubleOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((cause: unknown) => {
        // The client went away while its body was read; the socket's end is all there is to know.
        response.destroy(cause instanceof Error ? cause : undefined);
      });
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The double does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  get endpoint(): string {
    return `${this.origin}/collect`;
  }

  get open(): number {
    return this.requests.length - this.#closed;
  }

  plan(answers: readonly PlannedAnswer[]): void {
    this.#plan = planAnswers(answers);
  }

  storedEvents(): readonly JsonObject[] {
    const events = new Map<string, JsonObject>();
    for (const { isStored, decoded } of this.requests) {
      if (!isStored || decoded.kind !== 'events') continue;
      for (const event of decoded.events) {
        const id = String(event.event_id);
        if (!events.has(id)) events.set(id, event);
      }
    }
    return [...events.values()];
  }

  storedCount(): number {
    const sizes = this.requests.map(({ isStored, decoded }) =>
      isStored && decoded.kind === 'events' ? decoded.events.length : 0,
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  onChange(act: () => void): () => void {
    this.#listeners.add(act);
    return () => this.#listeners.delete(act);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  #head(request: IncomingMessage, response: ServerResponse): void {
    // A connection of its own for each request: transports repeat a request in silence only on a kept one.
    response.setHeader('Connection', 'close');
    response.setHeader('Date', new Date(this.#now()).toUTCString());
    const { origin } = request.headers;
    if (!origin || (this.#options.origins && !this.#options.origins.includes(origin))) return;
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
    response.setHeader('Access-Control-Allow-Headers', corsHeaders);
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After, X-Request-ID');
    response.setHeader('Vary', 'Origin');
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    this.#head(request, response);
    if (request.method === 'OPTIONS') {
      this.preflights += 1;
      response.writeHead(204).end();
    } else if (url.pathname === '/ping' && request.method === 'GET') {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ timestamp: this.#now() / 1000 }));
    } else await this.#collect(request, response, url);
  }

  async #collect(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const body = await readBody(request);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const query = Object.fromEntries(url.searchParams);
    const decoded = decodeBody(body, {
      compression: query.compression,
      contentEncoding: headers['content-encoding'],
    });
    const isCollect = request.method === 'POST' && /^\/collect\/?$/.test(url.pathname);
    const planned = this.#plan.next(decoded);
    const answer: PlannedAnswer = !isCollect
      ? { status: request.method === 'POST' ? 403 : 405 }
      : body.length > maxBodyBytes
        ? { status: 413 }
        : planned;
    const outcome = await this.#outcomeOf(answer, url, headers, body);
    const isStored = storing.includes(outcome);
    this.requests.push({
      number: this.requests.length + 1,
      method: request.method ?? '',
      path: url.pathname,
      query,
      headers,
      body,
      decoded,
      outcome,
      isStored,
    });
    const isHanging = outcome === 'hang' || outcome === 'late';
    if (isHanging) this.hanging += 1;
    response.once('close', () => {
      this.#closed += 1;
      if (isHanging) this.hanging -= 1;
      this.#changed();
    });
    this.#changed();
    this.#answer(response, answer, outcome);
  }

  async #outcomeOf(
    answer: PlannedAnswer,
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: Buffer,
  ): Promise<number | Fault> {
    let outcome = answer.fault ?? answer.status ?? 200;
    const { losesEverySecondAnswer, forwardTo } = this.#options;
    if (outcome === 200 && losesEverySecondAnswer) {
      this.#accepted += 1;
      if (this.#accepted % 2 === 0) outcome = 'lost';
    }
    if (forwardTo === undefined || !storing.includes(outcome)) return outcome;
    const status = await forwardRequest(forwardTo, url, headers, body);
    return status === 200 ? outcome : status;
  }

  #answer(response: ServerResponse, answer: PlannedAnswer, outcome: number | Fault): void {
    if (outcome === 'hang') return;
    if (outcome === 'late') {
      // Too late by definition: the connection is gone. Writing shows that nothing breaks by it.
      response.once('close', () => response.end());
      return;
    }
    if (outcome === 'cut' || outcome === 'lost') {
      response.destroy();
      return;
    }
    const nowMs = this.#now() + (answer.clockShiftMs ?? 0);
    response.setHeader('Date', new Date(nowMs).toUTCString());
    if (answer.retryAfter !== undefined) response.setHeader('Retry-After', String(answer.retryAfter));
    if (answer.retryAfterDate !== undefined) {
      response.setHeader('Retry-After', new Date(nowMs + answer.retryAfterDate * 1000).toUTCString());
    }
    response.writeHead(outcome, { 'Content-Length': '0' }).end();
  }
}

/** Opens a collector double on a free port of the loopback address. */
export function openCollectorDouble(options: CollectorDoubleOptions = {}): Promise<CollectorDouble> {
  return new Double(options).listen();
}
