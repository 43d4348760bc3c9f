import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { CodedError } from '@millstream/core';
import type { TypedApi } from './typed-api.ts';

/** Host and port of a Host header; null where it is none. */
function hostOf(header: string | undefined): URL | null {
  const address = `http://${header ?? ''}`;
  return URL.canParse(address) ? new URL(address) : null;
}

/** Whether a Host header names this machine in a way that nobody else can take: by address, as localhost, by its own name. */
export function namesThisMachine(header: string | undefined): boolean {
  const name = hostOf(header)?.hostname.replace(/\.$/, '') ?? '';
  if (isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0) return true;
  return /^(.+\.)?localhost(\.localdomain)?$/.test(name) || name === hostname().toLowerCase();
}

/**
 * Keeps out pages of other sites whose name was made to lead to this machine (DNS rebinding): to the browser they are of the
 * same origin as the server. Such a page can only call the port that it came from, so its Host header tells a foreign name
 * with our own port; what a proxy passes tells the proxy's port or none.
 */
export function addHostCheck(api: TypedApi): void {
  api.addHook('onRequest', async ({ routeOptions, headers: { host }, socket: { localPort } }) => {
    // The pages themselves hold no secret, and say what is wrong.
    if (routeOptions.url?.startsWith('/api/') !== true) return;
    const isOwnPort = localPort !== undefined && hostOf(host)?.port === String(localPort);
    if (isOwnPort && !namesThisMachine(host))
      throw new CodedError('HOST_FOREIGN', { host: host ?? '', port: localPort });
  });
}
