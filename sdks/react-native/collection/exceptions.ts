import type { ClientCore } from '@millstream/sdk-client';
import type { Device } from '../device/device.ts';
import { inTime } from '../device/in-time.ts';

const maxTextLength = 4_096;
/** A crashing app waits for its last request no longer, ms. */
const lastFlushMs = 1_000;

function described(error: unknown): Readonly<Record<string, string>> {
  const isError =
    error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error);
  const message = isError ? String(error.message) : String(error);
  const stack = isError && 'stack' in error && typeof error.stack === 'string' ? error.stack : '';
  return {
    _exception_message: message.slice(0, maxTextLength),
    _exception_stack: stack.slice(0, maxTextLength),
  };
}

/** Records uncaught errors. */
export interface ExceptionRecorder {
  /** Begins to hear, once and for good, when exceptions are wanted. */
  hear(): void;
}

/**
 * Hears of uncaught errors before the handler that was there. After a fatal one that handler ends the app, so it waits
 * until the event is sent, a second at most.
 * @param wanted the client, while exceptions are to be recorded
 */
export function createExceptionRecorder(
  { errorHook, after }: Pick<Device, 'errorHook' | 'after'>,
  wanted: () => ClientCore | null,
): ExceptionRecorder {
  let isHearing = false;
  const record = async (client: ClientCore, error: unknown): Promise<void> => {
    client.recordPreset('_app_exception', described(error));
    await inTime({ after }, lastFlushMs, client.flushEvents);
  };
  return {
    hear() {
      if (isHearing || !errorHook || !wanted()) return;
      isHearing = true;
      // Others may have put their handler around ours later, so ours is never taken out again.
      const previous = errorHook.getGlobalHandler();
      errorHook.setGlobalHandler((error, isFatal) => {
        const pass = (): void => previous?.(error, isFatal);
        const client = wanted();
        const recorded = client?.isOn() ? record(client, error).catch(() => undefined) : null;
        if (isFatal && recorded) void recorded.then(pass);
        else pass();
      });
    },
  };
}
