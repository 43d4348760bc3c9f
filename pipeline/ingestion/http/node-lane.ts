import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { acceptBody, overloaded } from './accept-body.ts';
import { type Answer, refusal } from './answer.ts';
import { answerHeaders, rawRefusal } from './answer-head.ts';
import { pixelBody } from './body-text.ts';
import type { Connection } from './connection.ts';
import type { Exchange, RequestHead } from './exchange.ts';
import { answerHealth } from './health.ts';
import { type LaneContext, openExchange } from './lane-context.ts';
import {
  authenticationRequired,
  judgeMethod,
  redirectToSecure,
  routeRequest,
  senderUndecided,
} from './route.ts';
import type { GateVerdict } from './sender-gate.ts';
import { answerFile, answerFileElsewhere } from './served-files.ts';

/** Bytes of a refused body that are read and forgotten, so that the client gets to read its answer. */
const maxLingerBytes = 16_777_216;

const malformed = refusal('REQUEST_MALFORMED');
const headTooLarge = refusal('REQUEST_HEAD_TOO_LARGE');
const connectRefused = refusal('PATH_NOT_SERVED');

function headOf(request: IncomingMessage): RequestHead {
  const { headers } = request;
  const text = (value: string | string[] | undefined) =>
    Array.isArray(value) ? value.join(', ') : (value ?? '');
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    host: headers.host ?? '',
    origin: text(headers.origin),
    userAgent: headers['user-agent'] ?? '',
    forwardedFor: text(headers['x-forwarded-for']),
    contentEncoding: headers['content-encoding'] ?? '',
  };
}

/** Content-Length, 0 without a body, -1 when it comes in chunks. */
function declaredBytes(request: IncomingMessage): number {
  if (request.headers['transfer-encoding'] !== undefined) return -1;
  return Number(request.headers['content-length'] ?? 0);
}

const isReading = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';

/** Browsers send a preflight without cookie and token, and the request itself only after a good answer. */
function isPreflight({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'OPTIONS' &&
    headers.origin !== undefined &&
    headers['access-control-request-method'] !== undefined
  );
}

const undecided: GateVerdict = { ok: false, isUndecided: true };

/** Serves any HTTP/1.1 that Node's parser accepts; the fast lane hands over what is not ordinary. */
export class NodeLane {
  readonly #context: LaneContext;
  readonly #server: Server;
  readonly #connections = new WeakMap<Socket, Connection>();
  /** Requests that are not answered yet, oldest first. */
  readonly #open = new WeakMap<Socket, Set<{ request: IncomingMessage; response: ServerResponse }>>();

  constructor(context: LaneContext) {
    this.#context = context;
    const { limits } = context.rules().settings;
    // Time limits are the watch's: a server that never listens keeps none.
    this.#server = createServer({
      maxHeaderSize: limits.maxHeaderBytes + limits.maxRequestLineBytes,
      keepAliveTimeout: limits.keepAliveMs,
      headersTimeout: 0,
      requestTimeout: 0,
      // Refused below, for Node's own answer has no request id.
      requireHostHeader: false,
    });
    this.#server.timeout = 0;
    // A client that sends its last request and then its end still gets the answer. Node's types do not know the field.
    Object.assign(this.#server, { httpAllowHalfOpen: true });
    const serve = (request: IncomingMessage, response: ServerResponse) => {
      this.#opened(request, response);
      this.#serve(request, response).catch((error: unknown) => {
        context.logger.error({ err: error }, 'A request could not be served.');
        response.destroy();
      });
    };
    this.#server.on('request', serve);
    this.#server.on('checkContinue', serve);
    // An expectation that nobody knows is no reason to refuse events.
    this.#server.on('checkExpectation', serve);
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
      const answer = error.code === 'HPE_HEADER_OVERFLOW' ? headTooLarge : malformed;
      const last = [...(this.#open.get(socket) ?? [])].findLast(({ request }) => request.complete);
      // What was whole is answered before what follows it on the connection is refused.
      if (last) last.response.once('finish', () => this.#refuseRaw(socket, answer));
      else this.#refuseRaw(socket, answer);
    });
    this.#server.on('connect', (_request, socket: Socket) => this.#refuseRaw(socket, connectRefused));
  }

  /** Takes over a connection whose next bytes begin a request. */
  take(connection: Connection): void {
    this.#connections.set(connection.socket, connection);
    this.#server.emit('connection', connection.socket);
  }

  #opened(request: IncomingMessage, response: ServerResponse): void {
    const open = this.#open.get(request.socket) ?? new Set();
    this.#open.set(request.socket, open);
    const entry = { request, response };
    open.add(entry);
    response.once('close', () => open.delete(entry));
  }

  #refuseRaw(socket: Socket, answer: Answer): void {
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    this.#context.refusedUnread(answer);
    const nowMs = this.#context.clock.now();
    socket.end(rawRefusal(answer, this.#context.ids.next(nowMs), nowMs), () => socket.destroy());
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = this.#connections.get(request.socket);
    if (!connection) {
      request.socket.destroy();
      return;
    }
    const { watch } = this.#context;
    connection.receiving(watch.now);
    const exchange = openExchange(this.#context, connection, {
      head: headOf(request),
      respond: (ended, answer) => this.#respond({ exchange: ended, answer, request, response, connection }),
    });
    if (request.headers.host === undefined && request.httpVersion === '1.1') {
      exchange.answer(malformed);
      return;
    }
    if (exchange.target.path === '/health') {
      exchange.answer(answerHealth(this.#context.isHealthy()));
      return;
    }
    const file = isReading(request) ? exchange.rules.files.get(exchange.target.path) : undefined;
    if (file) {
      const moved = redirectToSecure(exchange);
      const { rid } = exchange.arrival;
      if (moved === null) answerFile(file, rid, { request, response });
      else answerFileElsewhere(moved, rid, response);
      connection.answered(this.#context.watch.now);
      return;
    }
    const verdict = await this.#judge(exchange, request);
    if (verdict === 'sign-in') await this.#signIn(exchange, request, response);
    else if (verdict === 'pixel')
      acceptBody(this.#context.acceptance, exchange, pixelBody(exchange.target.data ?? ''));
    else if (verdict === 'body') this.#receive(exchange, { request, response, connection });
    else exchange.answer(verdict);
  }

  async #judge(exchange: Exchange, request: IncomingMessage): Promise<Answer | 'sign-in' | 'body' | 'pixel'> {
    const { gate } = this.#context;
    const isGuarded = exchange.rules.settings.authentication.enabled;
    const { path } = exchange.target;
    const routed = routeRequest(exchange, isGuarded && (gate?.servesPath(path) ?? false));
    if (routed !== null) return routed;
    if (isGuarded && !isPreflight(request)) {
      const verdict = await this.#authorize(exchange, request);
      if (!verdict.ok) return verdict.isUndecided ? senderUndecided : authenticationRequired;
    }
    return judgeMethod(exchange, declaredBytes(request));
  }

  async #authorize(exchange: Exchange, request: IncomingMessage): Promise<GateVerdict> {
    const { gate } = this.#context;
    if (!gate) return { ok: false };
    const { isSecure, head, target } = exchange;
    try {
      return await gate.authorize({
        method: head.method,
        path: target.path,
        headers: request.headers,
        isSecure,
      });
    } catch (error) {
      this.#context.logger.error({ err: error }, 'A sender could not be judged.');
      return undecided;
    }
  }

  async #signIn(exchange: Exchange, request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('X-Request-ID', exchange.arrival.rid);
    response.once('close', () => this.#connections.get(request.socket)?.answered(this.#context.watch.now));
    try {
      await this.#context.gate?.serve(request, response);
    } catch {
      if (!response.headersSent) exchange.answer(refusal('LOGIN_FAILED'));
      else response.destroy();
    }
  }

  #receive(
    exchange: Exchange,
    parts: { request: IncomingMessage; response: ServerResponse; connection: Connection },
  ): void {
    const { request, response, connection } = parts;
    const { arriving, watch, acceptance } = this.#context;
    const { maxUnsyncedBytes, limits } = exchange.rules.settings;
    if (/^100-continue$/i.test(request.headers.expect ?? '')) response.writeContinue();
    let chunks: Buffer[] | null = [];
    let length = 0;
    const release = () => {
      if (chunks) arriving.bytes -= length;
      chunks = null;
    };
    request.on('data', (chunk: Buffer) => {
      connection.receiving(watch.now);
      if (!chunks) return;
      length += chunk.length;
      arriving.bytes += chunk.length;
      chunks.push(chunk);
      const isTooLarge = length > limits.maxBodyBytes;
      if (!isTooLarge && acceptance.waitingBytes() <= maxUnsyncedBytes) return;
      release();
      exchange.answer(isTooLarge ? refusal('BODY_TOO_LARGE', { limit: limits.maxBodyBytes }) : overloaded);
    });
    request.on('close', release);
    request.on('end', () => {
      if (!chunks) return;
      const body = Buffer.concat(chunks, length);
      release();
      connection.answering(watch.now);
      acceptBody(acceptance, exchange, body);
    });
  }

  #respond(parts: {
    exchange: Exchange;
    answer: Answer;
    request: IncomingMessage;
    response: ServerResponse;
    connection: Connection;
  }): void {
    const { exchange, answer, request, response, connection } = parts;
    const context = this.#context;
    const headers = answerHeaders(exchange, answer);
    const isUnread = !request.complete;
    const lingers = isUnread && !this.#canDump(exchange, request);
    if (lingers || context.isClosing() || connection.isRetiring) headers.push('Connection', 'close');
    response.writeHead(answer.status, headers);
    context.answered(exchange, answer, connection);
    const finish = () => {
      response.end();
      connection.answered(context.watch.now);
    };
    if (answer.body !== '' && request.method !== 'HEAD') response.write(answer.body);
    if (!lingers) {
      finish();
      return;
    }
    response.flushHeaders();
    this.#linger(request, connection, finish);
  }

  /** Node itself reads on past a refused body; that is bounded only when the length was told. */
  #canDump(exchange: Exchange, request: IncomingMessage): boolean {
    const declared = declaredBytes(request);
    if (request.headers.expect !== undefined) return false;
    return declared >= 0 && declared <= exchange.rules.settings.limits.maxBodyBytes;
  }

  #linger(request: IncomingMessage, connection: Connection, finish: () => void): void {
    let left = maxLingerBytes;
    let isOver = false;
    const over = () => {
      if (isOver) return;
      isOver = true;
      finish();
    };
    request.removeAllListeners('data');
    request.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) over();
    });
    request.once('end', over);
    request.once('close', over);
    connection.lingering(this.#context.watch.now);
    request.resume();
  }
}
