import { setTimeout as delay } from 'node:timers/promises';
import { asCodedError } from '@millstream/core';

/** How long a call waits for an engine that starts again, ms. */
export const engineWaitMs = 20_000;
const retryMs = 100;

/** How to wait for the engine. */
export interface EngineWait {
  /** 0 does not wait. */
  readonly waitMs: number;
  /** Whether nobody needs the answer any more. */
  readonly isGone: () => boolean;
}

/** Sends a call until the engine listens: only one that nobody heard is sent again. @throws CodedError ENGINE_UNAVAILABLE */
export async function untilEngineHears<T>(
  send: () => Promise<T>,
  { waitMs, isGone }: EngineWait,
): Promise<T> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    try {
      return await send();
    } catch (cause) {
      if (!isNobodyThere(cause) || performance.now() >= deadline || isGone())
        throw asCodedError(cause, 'ENGINE_UNAVAILABLE', {});
      await delay(retryMs);
    }
  }
}

function isNobodyThere(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ECONNREFUSED';
}
