import type { Socket } from 'node:net';
import { createServer, type Server } from 'node:tls';
import type { CertificateSet } from './certificate-set.ts';

const handshakeTimeoutMs = 30_000;

/** A TLS server whose certificates can be exchanged while it serves. */
export interface SecureListener {
  /** Not listening yet. */
  readonly server: Server;
  /** From the next handshake on; connections that exist stay as they are. */
  useCertificates(certificates: CertificateSet): void;
}

/** Creates a listener for TLS 1.2 and 1.3 with HTTP/1.1 that hands each secured connection to `onConnection`. */
export function createSecureListener(
  certificates: CertificateSet,
  onConnection: (socket: Socket) => void,
): SecureListener {
  let inForce = certificates;
  const { cert, key } = certificates.fallback;
  const server = createServer(
    {
      cert,
      key,
      minVersion: 'TLSv1.2',
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: handshakeTimeoutMs,
      allowHalfOpen: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
      SNICallback: (serverName, answer) => answer(null, inForce.contextFor(serverName)),
    },
    onConnection,
  );
  // A handshake that fails is the client's affair; without a listener Node ends the connection by itself.
  return {
    server,
    useCertificates(next) {
      inForce = next;
      const { cert: nextCert, key: nextKey } = next.fallback;
      server.setSecureContext({ cert: nextCert, key: nextKey, minVersion: 'TLSv1.2' });
    },
  };
}
