import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** What sign-in sees of a request. */
export interface GateRequest {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Arrived over TLS. */
  readonly isSecure: boolean;
}

/** Whether a sender may send. */
export interface GateVerdict {
  readonly ok: boolean;
  /** Nobody can say at the moment: the sender is to come again, and loses nothing. */
  readonly isUndecided?: boolean;
}

/** Sign-in of senders; asked only while `settings.authentication.enabled`. */
export interface SenderGate {
  /** Judges a request on the collect or ping path. A rejection counts as undecided. */
  authorize(request: GateRequest): GateVerdict | Promise<GateVerdict>;
  /** Whether `path` belongs to the sign-in flow (`/login`, the callback). */
  servesPath(path: string): boolean;
  /** Answers a GET on such a path completely. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}
