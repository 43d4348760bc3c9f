/** What one listener of a live page hears. */
export interface LiveListener<Value> {
  tell(value: Value): void;
  failed(error: unknown): void;
}

/** One question that is asked again and again while anybody listens, once for all of them. */
export interface LiveAudience<Value> {
  /** Adds a listener, who hears the last value at once; answers with how to leave. */
  join(listener: LiveListener<Value>): () => void;
  /** Asks now for everybody, whatever the rhythm. */
  askNow(): void;
}

/**
 * Asks `read` every `everyMs` while there are listeners. The next question waits for the answer to the one before, and the
 * last listener's leaving ends the one that runs.
 */
export function createLiveAudience<Value>(
  read: (signal: AbortSignal) => Promise<Value>,
  everyMs: number,
): LiveAudience<Value> {
  const listeners = new Set<LiveListener<Value>>();
  let timer: NodeJS.Timeout | undefined;
  let running: AbortController | null = null;
  let last: { readonly value: Value } | null = null;

  async function ask(): Promise<void> {
    if (running !== null) return;
    clearTimeout(timer);
    const run = new AbortController();
    running = run;
    try {
      const value = await read(run.signal);
      last = { value };
      for (const listener of listeners) listener.tell(value);
    } catch (error) {
      if (!run.signal.aborted) for (const listener of listeners) listener.failed(error);
    } finally {
      running = null;
      if (listeners.size > 0) timer = setTimeout(() => void ask(), everyMs).unref();
    }
  }

  return {
    join(listener) {
      listeners.add(listener);
      if (last !== null) listener.tell(last.value);
      void ask();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        running?.abort();
        last = null;
      };
    },
    askNow: () => {
      if (listeners.size > 0) void ask();
    },
  };
}
