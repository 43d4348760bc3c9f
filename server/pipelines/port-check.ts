import { once } from 'node:events';
import { createServer } from 'node:net';

/** What stands against listening: nothing, another program, or an address that this machine does not have. */
export type PortStanding = 'free' | 'busy' | 'no-address';

/** Whether a program may listen on the port now. 0 always may, where the address is. */
export async function portStanding(host: string, port: number): Promise<PortStanding> {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  try {
    await once(server, 'listening');
    return 'free';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' ? 'no-address' : 'busy';
  } finally {
    server.close();
  }
}

/** The next port above that nobody uses and that is not spoken for; null when there is none near. */
export async function offerPort(
  host: string,
  above: number,
  isSpokenFor: (port: number) => boolean,
): Promise<number | null> {
  for (let port = above + 1; port <= Math.min(above + 200, 65_535); port += 1) {
    if (!isSpokenFor(port) && (await portStanding(host, port)) === 'free') return port;
  }
  return null;
}
