import type { Clock } from '@millstream/core';
import type { IngestionSettings } from '../settings/ingestion-settings.ts';
import type { Connection } from './connection.ts';

/** A whole request may take this many times the limit between two pieces. */
const wholeRequestFactor = 10;

/** Called for a connection whose time is over; `isMidRequest` asks for a 408 before the end. */
export type Expire = (connection: Connection, isMidRequest: boolean) => void;

/**
 * Closes connections whose time is over. One sweep over all of them costs less than a timer for each, and lets a request
 * stamp its phase without reading a clock.
 */
export class ConnectionWatch {
  /** Coarse monotonic time, ms; moves with each sweep. */
  now: number;
  readonly #clock: Clock;
  readonly #limits: () => IngestionSettings['limits'];
  readonly #expire: Expire;
  readonly #connections = new Set<Connection>();
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: Clock, limits: () => IngestionSettings['limits'], expire: Expire) {
    this.#clock = clock;
    this.#limits = limits;
    this.#expire = expire;
    this.now = clock.monotonic();
    this.#schedule();
  }

  /** Connections open now. */
  get connections(): ReadonlySet<Connection> {
    return this.#connections;
  }

  /** Watches a connection until its socket closes. */
  add(connection: Connection): void {
    connection.since = this.now;
    this.#connections.add(connection);
    connection.socket.once('close', () => this.#connections.delete(connection));
  }

  /** Stops sweeping. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    const { slowBodyMs, keepAliveMs, idleMs } = this.#limits();
    const intervalMs = Math.min(1000, Math.max(20, Math.min(slowBodyMs, keepAliveMs, idleMs) / 10));
    this.#timer = setTimeout(() => {
      this.#sweep();
      this.#schedule();
    }, intervalMs);
    this.#timer.unref();
  }

  #sweep(): void {
    this.now = this.#clock.monotonic();
    const limits = this.#limits();
    for (const connection of this.#connections) {
      const age = this.now - connection.since;
      switch (connection.phase) {
        case 'between-requests':
          this.#judgeWaiting(connection, age, limits);
          break;
        case 'receiving':
          if (
            age > limits.slowBodyMs ||
            this.now - connection.requestSince > wholeRequestFactor * limits.slowBodyMs
          ) {
            this.#expire(connection, true);
          }
          break;
        case 'lingering':
          if (age > limits.slowBodyMs) this.#expire(connection, false);
          break;
        case 'answering':
          if (age > limits.idleMs) this.#expire(connection, false);
          break;
      }
    }
  }

  /** The parser of the slow lane tells nothing before a head is complete, but the socket counts its bytes. */
  #judgeWaiting(connection: Connection, age: number, limits: IngestionSettings['limits']): void {
    const { bytesRead } = connection.socket;
    if (connection.bytesBefore === -1) connection.bytesBefore = bytesRead;
    else if (bytesRead > connection.bytesBefore) {
      connection.receiving(this.now);
      connection.bytesBefore = bytesRead;
    } else if (age > (connection.answers === 0 ? limits.idleMs : limits.keepAliveMs)) {
      this.#expire(connection, false);
    }
  }
}
