import { connect, type Socket } from 'node:net';

/** Latencies of answered requests, ms, sorted. */
export interface PacedResult {
  readonly latencies: readonly number[];
  readonly failed: number;
}

/** What to send and how fast. */
export interface PacedLoad {
  readonly port: number;
  readonly requestsPerSecond: number;
  readonly connections: number;
  readonly seconds: number;
  /** Whole HTTP request, head and body, with keep-alive. */
  readonly request: Buffer;
}

/**
 * Sends requests at a fixed pace whatever the answers do (an open load), one at a time on each connection. A request whose
 * turn comes while all connections are busy waits, and its waiting counts.
 */
export async function runPacedLoad(load: PacedLoad): Promise<PacedResult> {
  const idle: Socket[] = [];
  const due: number[] = [];
  const started = new Map<Socket, number>();
  const latencies: number[] = [];
  let failed = 0;
  const serve = (socket: Socket) => {
    const at = due.shift();
    if (at === undefined) {
      idle.push(socket);
      return;
    }
    started.set(socket, at);
    socket.write(load.request);
  };
  const sockets = await Promise.all(
    Array.from({ length: load.connections }, async () => {
      const socket = connect(load.port, '127.0.0.1');
      socket.setNoDelay(true);
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.on('data', (answer) => {
        const at = started.get(socket);
        if (at === undefined) return;
        started.delete(socket);
        if (answer.toString('latin1', 9, 12) !== '200') failed += 1;
        latencies.push(performance.now() - at);
        serve(socket);
      });
      idle.push(socket);
      return socket;
    }),
  );
  const startedAt = performance.now();
  const total = Math.round(load.requestsPerSecond * load.seconds);
  let sent = 0;
  await new Promise<void>((resolve) => {
    const tick = () => {
      const target = Math.min(total, ((performance.now() - startedAt) / 1000) * load.requestsPerSecond);
      for (; sent < target; sent += 1) {
        due.push(startedAt + (sent / load.requestsPerSecond) * 1000);
        const socket = idle.pop();
        if (socket) serve(socket);
      }
      // Paced by the millisecond: a busy loop would take the core that the collector needs.
      if (sent < total || latencies.length < total) setTimeout(tick, 1);
      else resolve();
    };
    tick();
  });
  for (const socket of sockets) socket.destroy();
  return { latencies: latencies.sort((a, b) => a - b), failed };
}

/** The value below which `share` of the sorted values lie. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
