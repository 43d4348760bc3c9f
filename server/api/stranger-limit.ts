import type { Logger } from '@millstream/core';

const windowMs = 60_000;
/** Entries in a window: a person who forgot a password is seen, a flood does not fill the disk. */
const mostEntries = 30;

/**
 * Bounds what callers whom nobody knows can write into the log of changes, where they changed nothing. Answers whether
 * one more entry may be written; how many were left out is told in the server's log.
 */
export function createStrangerLimit(logger: Logger, now: () => number = Date.now): () => boolean {
  let sinceMs = 0;
  let written = 0;
  let leftOut = 0;
  return function admits() {
    if (now() - sinceMs >= windowMs) {
      if (leftOut > 0) logger.warn({ leftOut }, 'refused calls of strangers are not in the audit log');
      sinceMs = now();
      written = 0;
      leftOut = 0;
    }
    written += 1;
    if (written <= mostEntries) return true;
    leftOut += 1;
    return false;
  };
}
