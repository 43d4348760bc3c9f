import type { SendAnswer, SendRequest } from '@millstream/sdk-client';

/** Sends a request: text and no headers of ours, so that no browser asks the collector for permission first. */
export async function sendRequest({
  url,
  body,
  isClosing,
  authorization,
  timeoutMs,
}: SendRequest): Promise<SendAnswer> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      // Only the last one: a request that outlives its page cannot be given up.
      keepalive: isClosing,
      credentials: 'include',
      signal: controller.signal,
      headers: authorization ? { authorization } : {},
    });
    // Browsers report an answer that nobody reads as cancelled.
    await answer.text();
    return { status: answer.status, retryAfter: answer.headers.get('Retry-After') };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(timer);
  }
}
