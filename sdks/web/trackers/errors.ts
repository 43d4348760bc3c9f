import { listen, type Tracker } from '../host.ts';
import { cutText } from './cut-text.ts';

/** The same error again within this time does not count, ms. */
const sameErrorMs = 10_000;
const maxPerPage = 10;

interface Problem {
  readonly message: string;
  readonly stack?: string | undefined;
}

/** What went wrong; undefined for failures of images and other resources, and for notices that break nothing. */
function problemOf(event: Event): Problem | undefined {
  const isError = event instanceof ErrorEvent;
  if (!isError && !(event instanceof PromiseRejectionEvent)) return undefined;
  const thrown: unknown = isError ? event.error : event.reason;
  if (thrown instanceof Error) return { message: thrown.message || thrown.name, stack: thrown.stack };
  if (!isError) return { message: String(thrown) };
  if (/^ResizeObserver loop/.test(event.message)) return undefined;
  return { message: event.message, stack: `${event.filename}:${event.lineno}:${event.colno}` };
}

/** `_app_exception` for errors and rejections that nobody caught: at most 10 per page. */
export const trackErrors: Tracker = (host) => {
  const { client, configuration, platform } = host;
  const lately = new Map<string, number>();
  let count = 0;
  host.onPage(() => {
    count = 0;
  });
  listen(host, window, ['error', 'unhandledrejection'], (event) => {
    const problem = configuration.isTrackErrorEvents && problemOf(event);
    if (!problem) return;
    const nowMs = platform.elapsed();
    for (const [known, atMs] of lately) if (nowMs - atMs >= sameErrorMs) lately.delete(known);
    const key = problem.message + problem.stack;
    if (lately.has(key) || count >= maxPerPage) return;
    lately.set(key, nowMs);
    count += 1;
    client.recordPreset('_app_exception', {
      _exception_message: cutText(problem.message),
      _exception_stack: cutText(problem.stack),
    });
  });
};
