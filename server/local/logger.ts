import type { Logger } from '@millstream/core';
import { pino } from 'pino';

/** Structured log lines on standard error, so that standard output stays for answers. */
export function createLogger(level: string, name: string): Logger {
  return pino({ level, name }, pino.destination({ dest: 2, sync: true }));
}
