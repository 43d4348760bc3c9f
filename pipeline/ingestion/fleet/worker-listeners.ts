import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { CodedError, type Logger } from '@millstream/core';
import type { CertificateFiles } from '../tls/certificate-set.ts';
import type { CertificateWatch } from '../tls/certificate-watch.ts';
import type { SecureListener } from '../tls/secure-listener.ts';
import type { InheritedListener } from './worker-messages.ts';

/** Connections may wait in this number until a worker accepts them; the system may allow fewer. */
const backlog = 4096;

/** The listening sockets of a worker. */
export interface WorkerListeners {
  /** Starts accepting on all of them. */
  listen(): Promise<void>;
  /** Takes another list of certificates into use; an empty one changes nothing. */
  useCertificates(files: readonly CertificateFiles[]): Promise<void>;
  /** Stops accepting on these descriptors, or on all; connections stay. */
  close(descriptors?: readonly number[]): void;
}

/** What {@link prepareListeners} needs. */
export interface WorkerListenersOptions {
  readonly inherited: readonly InheritedListener[];
  /** Serves a plain connection, or a secure one after its handshake. */
  readonly onConnection: (socket: Socket) => void;
  readonly certificates: readonly CertificateFiles[];
  readonly certificateCheckMs: number;
  readonly logger: Logger;
}

/** Makes the servers of the inherited sockets, not listening yet; TLS is loaded only when one of them is secure. */
export async function prepareListeners(options: WorkerListenersOptions): Promise<WorkerListeners> {
  const { inherited, onConnection } = options;
  const plain = inherited.filter(({ protocol }) => protocol === 'plain');
  const secure = inherited.filter(({ protocol }) => protocol === 'secure');
  const tls = secure.length > 0 ? await prepareSecure(options, secure.length) : null;
  const socketOptions = {
    allowHalfOpen: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 60_000,
  };
  const servers = new Map<InheritedListener, Server>();
  for (const listener of plain) servers.set(listener, createServer(socketOptions, onConnection));
  for (const [index, listener] of secure.entries()) {
    const server = tls?.listeners[index]?.server;
    if (server) servers.set(listener, server);
  }
  return {
    async listen() {
      for (const [listener, server] of servers) await listenOn(server, listener);
    },
    async useCertificates(files) {
      if (files.length > 0) await tls?.watch.watch(files);
    },
    close(descriptors) {
      for (const [{ fd }, server] of servers) {
        if (server.listening && (descriptors?.includes(fd) ?? true)) server.close();
      }
      if (!descriptors) tls?.watch.close();
    },
  };
}

async function listenOn(server: Server, { fd, host, port }: InheritedListener): Promise<void> {
  try {
    server.listen({ fd, backlog });
    await once(server, 'listening');
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new CodedError('PORT_UNAVAILABLE', { host, port, reason }, { cause });
  }
}

async function prepareSecure(
  options: WorkerListenersOptions,
  count: number,
): Promise<{ listeners: readonly SecureListener[]; watch: CertificateWatch }> {
  const { createSecureListener } = await import('../tls/secure-listener.ts');
  const { watchCertificates } = await import('../tls/certificate-watch.ts');
  const listeners: SecureListener[] = [];
  const watch = await watchCertificates({
    files: options.certificates,
    intervalMs: options.certificateCheckMs,
    logger: options.logger,
    onChange(certificates) {
      for (const listener of listeners) listener.useCertificates(certificates);
    },
  });
  for (let made = 0; made < count; made++) {
    listeners.push(createSecureListener(watch.current, options.onConnection));
  }
  return { listeners, watch };
}
