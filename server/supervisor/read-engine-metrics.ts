import { askEngine } from './ask-engine.ts';

/**
 * Prometheus text of the engine behind a Unix socket, with `millstream_engine_up`; only that, with 0, while it cannot be
 * asked.
 */
export async function readEngineMetrics(socketPath: string): Promise<string> {
  const up = (value: 0 | 1) =>
    '# HELP millstream_engine_up 1 while the engine answers.\n' +
    `# TYPE millstream_engine_up gauge\nmillstream_engine_up ${value}\n`;
  try {
    return `${await askEngine(socketPath, '/metrics')}\n${up(1)}`;
  } catch {
    return up(0);
  }
}
