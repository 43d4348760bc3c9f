import { connect, type Socket } from 'node:net';
import { readAnswers, requestText } from '../http/collector-fixture.ts';

/** Sends one request after the other on one connection, reconnecting when it must, until it is stopped. */
export class Sender {
  /** Request ids of answers with status 200. */
  readonly acknowledged: string[] = [];
  /** How often each other status was answered. */
  readonly refused = new Map<number, number>();
  /** Requests that got no answer. */
  unanswered = 0;
  readonly #port: () => number;
  readonly #body: () => string;
  readonly #target: () => string;
  #socket: Socket | null = null;
  #isStopped = false;
  #done: (() => void) | null = null;
  readonly #onAnswer: () => void;

  constructor(parts: {
    port: () => number;
    body?: () => string;
    target?: () => string;
    onAnswer?: () => void;
  }) {
    this.#port = parts.port;
    this.#body = parts.body ?? (() => '[{"event_type":"_page_view"}]');
    this.#target = parts.target ?? (() => '/collect?appId=web');
    this.#onAnswer = parts.onAnswer ?? (() => undefined);
    this.#connect();
  }

  /** Settles when the request under way was answered, or its connection ended. */
  stop(): Promise<void> {
    this.#isStopped = true;
    return new Promise((resolve) => {
      this.#done = resolve;
      if (!this.#socket || this.#socket.destroyed) resolve();
    });
  }

  #connect(): void {
    const socket = connect(this.#port(), '127.0.0.1');
    this.#socket = socket;
    let isWaiting = false;
    let received: Buffer = Buffer.alloc(0);
    const send = () => {
      if (this.#isStopped) {
        socket.destroy();
        return;
      }
      isWaiting = true;
      socket.write(requestText('POST', this.#target(), { body: this.#body() }));
    };
    socket.on('connect', send);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const { answers, rest } = readAnswers(received);
      received = rest;
      for (const { status, headers } of answers) {
        isWaiting = false;
        if (status === 200) this.acknowledged.push(headers['x-request-id'] ?? '');
        else this.refused.set(status, (this.refused.get(status) ?? 0) + 1);
        this.#onAnswer();
        if (headers.connection !== 'close') send();
      }
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (isWaiting) this.unanswered++;
      if (this.#isStopped) this.#done?.();
      else setImmediate(() => this.#connect());
    });
  }
}
