import type { SendAnswer, SendRequest } from '@millstream/sdk-client';

/** The body as it is sent, and parameters that tell its form. */
export interface EncodedBody {
  readonly body: string;
  readonly parameters: string;
}

/**
 * Sends a request: text and no headers of ours, so that no browser asks the collector for permission first.
 * @param after timer of the platform
 * @param encode compresses and signs, when the page is not about to end
 */
export async function sendRequest(
  { url, body, isClosing, authorization, timeoutMs }: SendRequest,
  after: (ms: number, act: () => void) => () => void,
  encode?: (body: string) => Promise<EncodedBody>,
): Promise<SendAnswer> {
  const controller = new AbortController();
  const cancel = after(timeoutMs, () => controller.abort());
  try {
    const sent = isClosing || !encode ? { body, parameters: '' } : await encode(body);
    const { status, headers } = await fetch(url + sent.parameters, {
      method: 'POST',
      body: sent.body,
      // Only the last one: a request that outlives its page cannot be given up.
      keepalive: isClosing,
      credentials: 'include',
      signal: controller.signal,
      ...(authorization && { headers: { authorization } }),
    });
    return { status, retryAfter: headers.get('Retry-After') };
  } catch {
    return { status: 0 };
  } finally {
    cancel();
  }
}
