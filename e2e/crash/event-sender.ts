import { setTimeout as wait } from 'node:timers/promises';

/** Clients that send events with ids of their own and remember which were answered 200. */
export interface EventSender {
  /** Ids whose request was answered 200. */
  readonly answered: ReadonlySet<string>;
  /** Ids that were sent at least once. */
  readonly sent: ReadonlySet<string>;
  /** Where to send from now on; null holds the clients back. */
  setTarget(collectUrl: string | null): void;
  /** Resolves when `count` more events were answered. */
  answeredMore(count: number): Promise<void>;
  /** Lets every client finish its request. */
  stop(): Promise<void>;
}

function bodyOf(ids: readonly string[]): string {
  return JSON.stringify(
    ids.map((id) => ({
      event_type: 'step',
      event_id: id,
      timestamp: Date.now(),
      app_id: 'web',
      unique_id: `user-${id.length}-${id.at(-1)}`,
      platform: 'Web',
      attributes: { _session_id: `s-${id.at(-1)}`, note: 'kept' },
    })),
  );
}

/**
 * Starts `clients` that each send one request after the other, two events a request. A request without an answer is sent
 * again with the same ids, as real clients do, so the product must also drop what it already holds.
 */
export function startEventSender(clients: number): EventSender {
  const answered = new Set<string>();
  const sent = new Set<string>();
  let target: string | null = null;
  let stopping = false;
  let sequence = 0;
  let waiting: { count: number; resolve: () => void } | null = null;

  async function sendOnce(ids: readonly string[]): Promise<boolean> {
    if (target === null) return false;
    for (const id of ids) sent.add(id);
    const answer = await fetch(`${target}/collect?appId=web&platform=Web`, {
      method: 'POST',
      body: bodyOf(ids),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    await answer?.arrayBuffer().catch(() => null);
    return answer?.status === 200;
  }

  async function client(): Promise<void> {
    while (!stopping) {
      const number = sequence++;
      const ids = [`e-${number}-a`, `e-${number}-b`];
      while (!(await sendOnce(ids))) {
        if (stopping) return;
        await wait(20);
      }
      for (const id of ids) answered.add(id);
      if (waiting && answered.size >= waiting.count) {
        waiting.resolve();
        waiting = null;
      }
    }
  }

  const running = Array.from({ length: clients }, client);
  return {
    answered,
    sent,
    setTarget(collectUrl) {
      target = collectUrl;
    },
    answeredMore(count) {
      return new Promise((resolve) => {
        waiting = { count: answered.size + count, resolve };
      });
    },
    async stop() {
      stopping = true;
      await Promise.all(running);
    },
  };
}
