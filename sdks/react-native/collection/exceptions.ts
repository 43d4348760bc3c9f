import type { ErrorHook } from '../device/device.ts';

/** What is done with an uncaught error; the answer resolves when it is stored and was tried to send. */
export type HearException = (attributes: Readonly<Record<string, string>>) => Promise<void>;

const maxTextLength = 4_096;

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

/**
 * Hears of uncaught errors before the handler that was there. After a fatal one that handler ends the app, so it has
 * to wait until `hear` is done.
 */
export function hearExceptions(hook: ErrorHook, hear: HearException): void {
  const previous = hook.getGlobalHandler();
  hook.setGlobalHandler((error, isFatal) => {
    const pass = (): void => previous?.(error, isFatal);
    const heard = hear(described(error)).catch(() => undefined);
    if (isFatal) void heard.then(pass);
    else pass();
  });
}
