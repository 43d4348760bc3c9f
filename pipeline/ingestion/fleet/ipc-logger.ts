import type { Logger } from '@millstream/core';
import type { WorkerReport } from './worker-messages.ts';

type Level = Extract<WorkerReport, { kind: 'log' }>['level'];

/** A logger whose lines the supervisor writes, with the worker's name beside them. */
export function createIpcLogger(send: (report: WorkerReport) => void): Logger {
  const write = (level: Level) => (fields: object, message: string) => {
    send({ kind: 'log', level, fields: Object.fromEntries(Object.entries(fields).map(plain)), message });
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

function plain([name, value]: [string, unknown]): [string, unknown] {
  return [name, value instanceof Error ? plainError(value, 0) : value];
}

/** Errors lose their message in JSON; the shape is the one that pino's error serializer makes. */
function plainError(error: Error, depth: number): object {
  const { cause } = error;
  return {
    ...Object.fromEntries(Object.entries(error).filter(([, value]) => typeof value !== 'object')),
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...(cause instanceof Error && depth < 5 ? { cause: plainError(cause, depth + 1) } : {}),
  };
}
