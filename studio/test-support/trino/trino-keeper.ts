// Started by shared-trino.ts in the background: keeps one Trino server for all test files that are connected to it and
// ends it some seconds after the last of them has gone. A second keeper finds the name taken and ends.
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { keeperAddress } from './keeper-address.ts';
import { startTrino } from './trino-server.ts';

/** Long enough for test files in between that need no Trino, short enough not to be in the way of other tests. */
const idleMs = 45_000;

const sockets = new Set<Socket>();
const { promise: answer, resolve: tell } = Promise.withResolvers<string>();
const { promise: unused, resolve: endUnused } = Promise.withResolvers<void>();
let idle = setTimeout(endUnused, idleMs);

const gate = createServer((socket) => {
  sockets.add(socket);
  clearTimeout(idle);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    sockets.delete(socket);
    if (sockets.size === 0) idle = setTimeout(endUnused, idleMs);
  });
  socket.resume();
  void answer.then((text) => socket.write(`${text}\n`));
});
gate.on('error', () => process.exit(0));
gate.listen(keeperAddress);
await once(gate, 'listening');
try {
  await using server = await startTrino();
  tell(JSON.stringify({ url: server.url }));
  await Promise.race([unused, server.ended]);
  // The name goes first: whoever connects from now on starts a server of their own.
  gate.close();
  for (const socket of sockets) socket.destroy();
} catch (error) {
  tell(JSON.stringify({ error: String(error) }));
  gate.close();
}
