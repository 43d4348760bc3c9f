import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { type Peer, plainAddress } from './client-address.ts';
import type { CompiledRules } from './compiled-rules.ts';

/** What a connection is doing, for its time limits. */
export type ConnectionPhase = 'between-requests' | 'receiving' | 'answering' | 'lingering';

/** One client connection, in whichever lane it is. */
export class Connection {
  readonly socket: Socket;
  readonly isSecure: boolean;
  readonly address: string;
  readonly tlsVersion: string;
  /** Requests answered so far. */
  answers = 0;
  phase: ConnectionPhase = 'between-requests';
  /** Watch time of the last change of phase or sign of progress. */
  since = 0;
  /** Watch time when the request under way began. */
  requestSince = 0;
  /** `socket.bytesRead` when the last request ended. */
  bytesBefore = 0;
  /** The next answer is the last one: the client is told to come back by a new connection. */
  isRetiring = false;
  #peer: Peer;
  #peerRules: CompiledRules | null = null;

  constructor(socket: Socket) {
    this.socket = socket;
    this.isSecure = socket instanceof TLSSocket;
    this.tlsVersion = socket instanceof TLSSocket ? (socket.getProtocol() ?? '') : '';
    this.address = plainAddress(socket.remoteAddress ?? '');
    this.#peer = { address: this.address, isTrusted: false };
  }

  /** The other end as `rules` judge it. */
  peer(rules: CompiledRules): Peer {
    if (rules !== this.#peerRules) {
      this.#peerRules = rules;
      this.#peer = { address: this.address, isTrusted: rules.isTrustedPeer(this.address) };
    }
    return this.#peer;
  }

  /** Notes that a request's bytes arrive. */
  receiving(now: number): void {
    if (this.phase !== 'receiving') this.requestSince = now;
    this.phase = 'receiving';
    this.since = now;
  }

  /** Notes that the answer is out while the rest of the body is read and forgotten. */
  lingering(now: number): void {
    this.phase = 'lingering';
    this.since = now;
  }

  /** Notes that the request is complete. */
  answering(now: number): void {
    this.phase = 'answering';
    this.since = now;
  }

  /** Notes that the answer was written. */
  answered(now: number): void {
    this.answers++;
    this.phase = 'between-requests';
    this.since = now;
    this.bytesBefore = -1;
  }
}
