import { acceptBody, overloaded } from './accept-body.ts';
import { type Answer, accepted, refusal } from './answer.ts';
import { answerHeaders, headerLines, rawRefusal, statusLine } from './answer-head.ts';
import type { Connection } from './connection.ts';
import type { Exchange } from './exchange.ts';
import { type LaneContext, openExchange } from './lane-context.ts';
import { type OrdinaryHead, readOrdinaryHead } from './ordinary-head.ts';
import { judgeMethod, routeRequest } from './route.ts';

/** Longest head that is read here. */
const maxHeadBytes = 16_384;

const malformed = refusal('REQUEST_MALFORMED');
const nothing = Buffer.alloc(0);

/** Texts that end the answers of one second. */
export class AnswerEndings {
  readonly #context: LaneContext;
  #second = -1;
  #date = '';
  #keepAliveMs = -1;
  #keeping = '';

  constructor(context: LaneContext) {
    this.#context = context;
  }

  /** Date, Connection and the blank line, as Node writes them. */
  ending(exchange: Exchange, isLast: boolean): string {
    const second = Math.floor(this.#context.clock.now() / 1000);
    const { keepAliveMs } = exchange.rules.settings.limits;
    if (second !== this.#second || keepAliveMs !== this.#keepAliveMs) {
      this.#second = second;
      this.#keepAliveMs = keepAliveMs;
      this.#date = `Date: ${new Date(second * 1000).toUTCString()}\r\n`;
      this.#keeping = `${this.#date}Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(keepAliveMs / 1000)}\r\n\r\n`;
    }
    return isLast ? `${this.#date}Connection: close\r\n\r\n` : this.#keeping;
  }

  /** The last answer on a connection that ended in the middle of a request. */
  cutShort(): string {
    this.#context.refusedUnread(malformed);
    const nowMs = this.#context.clock.now();
    return rawRefusal(malformed, this.#context.ids.next(nowMs), nowMs);
  }
}

/**
 * Reads ordinary requests straight from a socket, one at a time, and answers them with text made by hand: half the cost
 * of Node's HTTP server. The first request that is not ordinary takes the whole connection, its bytes untouched, to the
 * node lane. Both lanes ask the same functions what to answer and what to store.
 */
export class FastLane {
  readonly #context: LaneContext;
  readonly #connection: Connection;
  readonly #endings: AnswerEndings;
  readonly #handOver: (connection: Connection) => void;
  /** Bytes read that belong to no request yet. */
  #ahead: Buffer = nothing;
  #head: OrdinaryHead | null = null;
  #bodyParts: Buffer[] = [];
  #bodyLength = 0;
  #isAnswering = false;
  #isReading = false;
  #isEnded = false;
  readonly #onData = (chunk: Buffer) => this.#read(chunk);
  readonly #onEnd = () => this.#ended();
  readonly #onClose = () => this.#forgetBody();
  readonly #respond = (exchange: Exchange, answer: Answer) => this.#answer(exchange, answer);

  constructor(
    context: LaneContext,
    connection: Connection,
    parts: { endings: AnswerEndings; handOver: (connection: Connection) => void },
  ) {
    this.#context = context;
    this.#connection = connection;
    this.#endings = parts.endings;
    this.#handOver = parts.handOver;
    const { socket } = connection;
    socket.on('data', this.#onData);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onClose);
    socket.on('error', this.#onError);
  }

  /** True while a request is being read or answered. */
  get isBusy(): boolean {
    return this.#isAnswering || this.#head !== null || this.#ahead.length > 0;
  }

  readonly #onError = () => {
    this.#connection.socket.destroy();
  };

  #read(chunk: Buffer): void {
    if (this.#isAnswering) {
      this.#holdBack(chunk);
      return;
    }
    if (this.#head) {
      this.#readBody(this.#head, chunk);
    } else {
      this.#ahead = this.#ahead.length === 0 ? chunk : Buffer.concat([this.#ahead, chunk]);
    }
    this.#advance();
  }

  /** Goes through the bytes at hand until they run out or a request waits for its answer. */
  #advance(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    while (!this.#isAnswering && this.#head === null && this.#ahead.length > 0) {
      if (!this.#readHead()) break;
    }
    this.#isReading = false;
  }

  #readHead(): boolean {
    const bytes = this.#ahead;
    const { settings } = this.#context.rules();
    const reading = settings.authentication.enabled ? 'other' : readOrdinaryHead(bytes, 0, maxHeadBytes);
    if (reading === 'partial') {
      this.#connection.receiving(this.#context.watch.now);
      return false;
    }
    if (reading === 'other' || reading.contentLength > settings.limits.maxBodyBytes) {
      this.#leave();
      return false;
    }
    this.#ahead = nothing;
    this.#head = reading;
    this.#readBody(reading, reading.end === 0 ? bytes : bytes.subarray(reading.end));
    return true;
  }

  #readBody(head: OrdinaryHead, chunk: Buffer): void {
    const missing = head.contentLength - this.#bodyLength;
    if (chunk.length < missing) {
      if (chunk.length > 0) {
        this.#bodyParts.push(chunk);
        this.#bodyLength += chunk.length;
        this.#context.arriving.bytes += chunk.length;
      }
      this.#connection.receiving(this.#context.watch.now);
      return;
    }
    const last = chunk.length === missing ? chunk : chunk.subarray(0, missing);
    if (chunk.length > missing) this.#ahead = chunk.subarray(missing);
    const body = this.#bodyParts.length === 0 ? last : Buffer.concat([...this.#bodyParts, last]);
    this.#forgetBody();
    this.#serve(head, body);
    if (!this.#isAnswering || this.#ahead.length === 0) return;
    const ahead = this.#ahead;
    this.#ahead = nothing;
    this.#holdBack(ahead);
  }

  /** Later requests wait in the socket, and so does its end: memory is bounded, and a hand-over keeps their order. */
  #holdBack(bytes: Buffer): void {
    const { socket } = this.#connection;
    socket.pause();
    socket.unshift(bytes);
  }

  #forgetBody(): void {
    this.#context.arriving.bytes -= this.#bodyLength;
    this.#bodyLength = 0;
    this.#bodyParts = [];
    this.#head = null;
  }

  #serve(ordinary: OrdinaryHead, body: Buffer): void {
    this.#isAnswering = true;
    this.#connection.answering(this.#context.watch.now);
    const exchange = openExchange(this.#context, this.#connection, {
      head: ordinary.head,
      respond: this.#respond,
    });
    const routed = routeRequest(exchange, false);
    const verdict = routed ?? judgeMethod(exchange, ordinary.contentLength);
    if (verdict === 'body') acceptBody(this.#context.acceptance, exchange, body);
    else if (typeof verdict === 'object') exchange.answer(verdict);
    else exchange.answer(overloaded);
  }

  #answer(exchange: Exchange, answer: Answer): void {
    const context = this.#context;
    const { socket } = this.#connection;
    const isLast = context.isClosing() || this.#isEnded || this.#connection.isRetiring;
    const ending = this.#endings.ending(exchange, isLast);
    const text =
      answer === accepted && exchange.cors.headers.length === 0
        ? `HTTP/1.1 200 OK\r\nX-Request-ID: ${exchange.arrival.rid}\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n${ending}`
        : `${statusLine(answer.status)}${headerLines(answerHeaders(exchange, answer))}${ending}${answer.body}`;
    socket.write(text, 'latin1');
    if (isLast) socket.destroySoon();
    context.answered(exchange, answer, this.#connection);
    this.#isAnswering = false;
    this.#connection.answered(context.watch.now);
    if (!isLast && socket.isPaused()) socket.resume();
  }

  /** The other side sends no more; an answer under way still goes out. */
  #ended(): void {
    this.#isEnded = true;
    if (this.#isAnswering) return;
    const { socket } = this.#connection;
    if (this.#head || this.#ahead.length > 0) socket.write(this.#endings.cutShort());
    socket.destroySoon();
  }

  #leave(): void {
    const { socket } = this.#connection;
    const bytes = this.#ahead;
    this.#ahead = nothing;
    socket.off('data', this.#onData);
    socket.off('end', this.#onEnd);
    socket.off('close', this.#onClose);
    socket.off('error', this.#onError);
    socket.pause();
    if (bytes.length > 0) socket.unshift(bytes);
    this.#handOver(this.#connection);
    socket.resume();
  }
}
