import { once } from 'node:events';
import { createServer } from 'node:net';

/** Whether a program may listen on the port now. 0 always may. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  server.listen({ host, port, exclusive: true });
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
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
    if (!isSpokenFor(port) && (await isPortFree(host, port))) return port;
  }
  return null;
}
