import { randomUUID } from 'node:crypto';
import { CodedError } from '@millstream/core';

/** What a test event came to at the collector. */
export interface TestEventResult {
  readonly eventId: string;
  readonly status: number;
  readonly tookMs: number;
}

const timeoutMs = 5_000;

/** Sends one event to an app's own endpoint, as a client would. @throws CodedError ENGINE_UNREACHABLE-like when it does not answer */
export async function sendTestEvent(
  endpoint: { readonly url: string; readonly path: string },
  appId: string,
  nowMs: number,
): Promise<TestEventResult> {
  const eventId = randomUUID();
  const event = {
    event_type: 'millstream_test',
    event_id: eventId,
    app_id: appId,
    unique_id: 'millstream-test',
    timestamp: nowMs,
    platform: 'Web',
    sdk_name: 'millstream-console',
    attributes: { sent_by: 'console' },
  };
  const target = new URL(endpoint.path, endpoint.url);
  target.search = new URLSearchParams({ appId, platform: 'Web', event_bundle_sequence_id: '1' }).toString();
  const startedMs = performance.now();
  const answer = await fetch(target, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([event]),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new CodedError('COLLECTOR_UNREACHABLE', { url: endpoint.url, reason: String(cause) }, { cause });
  });
  await answer.body?.cancel();
  return { eventId, status: answer.status, tookMs: performance.now() - startedMs };
}
