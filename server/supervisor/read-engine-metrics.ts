import { request } from 'node:http';
import { text } from 'node:stream/consumers';

/** An engine that is busy with native code answers late; a scrape gives up after ten seconds. */
const patienceMs = 3_000;

function get(socketPath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patienceMs);
    const call = request({ socketPath, path: '/metrics', signal }, (answer) => {
      text(answer).then(resolve, reject);
    });
    call.on('error', reject);
    call.end();
  });
}

/**
 * Prometheus text of the engine behind a Unix socket, with `millstream_engine_up`; only that, with 0, while it cannot be
 * asked.
 */
export async function readEngineMetrics(socketPath: string): Promise<string> {
  const up = (value: 0 | 1) =>
    '# HELP millstream_engine_up 1 while the engine answers.\n' +
    `# TYPE millstream_engine_up gauge\nmillstream_engine_up ${value}\n`;
  try {
    return `${await get(socketPath)}\n${up(1)}`;
  } catch {
    return up(0);
  }
}
