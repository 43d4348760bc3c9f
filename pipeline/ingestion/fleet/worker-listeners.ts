import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { CodedError, type Logger } from '@millstream/core';
import type { CertificateFiles } from '../tls/certificate-set.ts';
import type { CertificateWatch } from '../tls/certificate-watch.ts';
import type { InheritedListener } from './worker-messages.ts';

/** Connections may wait in this number until a worker accepts them; the system may allow fewer. */
const backlog = 4096;

/** The listening sockets of a worker. */
export interface WorkerListeners {
  /** Starts accepting on all of them. */
  listen(): Promise<void>;
  /** Takes another list of certificates into use. */
  useCertificates(files: readonly CertificateFiles[]): Promise<void>;
  /** Stops accepting; connections stay. */
  close(): void;
}

/** What {@link prepareListeners} needs. */
export interface WorkerListenersOptions {
  readonly inherited: readonly InheritedListener[];
  /** Serves plain connections. */
  readonly plainServer: Server;
  /** Serves a connection after its handshake. */
  readonly onSecureConnection: (socket: Socket) => void;
  readonly certificates: readonly CertificateFiles[];
  readonly certificateCheckMs: number;
  readonly logger: Logger;
}

/** Makes the servers of the inherited sockets, not listening yet; TLS is loaded only when one of them is secure. */
export async function prepareListeners(options: WorkerListenersOptions): Promise<WorkerListeners> {
  const { inherited, plainServer } = options;
  const hasSecure = inherited.some(({ protocol }) => protocol === 'secure');
  const secure = hasSecure ? await prepareSecure(options) : null;
  const servers = inherited.map((listener) => ({
    listener,
    server: listener.protocol === 'secure' && secure ? secure.server : plainServer,
  }));
  return {
    async listen() {
      for (const { listener, server } of servers) await listenOn(server, listener);
    },
    async useCertificates(files) {
      await secure?.watch.watch(files);
    },
    close() {
      secure?.watch.close();
      for (const { server } of servers) if (server.listening) server.close();
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
): Promise<{ server: Server; watch: CertificateWatch }> {
  const { createSecureListener } = await import('../tls/secure-listener.ts');
  const { watchCertificates } = await import('../tls/certificate-watch.ts');
  let listener: ReturnType<typeof createSecureListener> | null = null;
  const watch = await watchCertificates({
    files: options.certificates,
    intervalMs: options.certificateCheckMs,
    logger: options.logger,
    onChange: (certificates) => listener?.useCertificates(certificates),
  });
  listener = createSecureListener(watch.current, options.onSecureConnection);
  return { server: listener.server, watch };
}
