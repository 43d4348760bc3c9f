import type { SendAnswer, SendRequest } from '@millstream/sdk-client';

/** Smaller bodies are not worth compressing, bytes. */
const leastGzipLength = 2_048;
/** Browsers let 64 KB of requests outlive their page, all together. */
const maxOutlivingLength = 60_000;

let outliving = 0;

async function gzipText(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  let binary = '';
  for (const byte of new Uint8Array(await new Response(stream).arrayBuffer()))
    binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** First 8 hexadecimal digits of the SHA-256; nothing where the page is not served securely. */
async function hashCode(body: string): Promise<string> {
  if (!globalThis.crypto?.subtle) return '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
  const digits = [...new Uint8Array(digest).slice(0, 4)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `&hashCode=${digits.join('')}`;
}

/** A request without a time-out of its own. Text bodies and no headers of ours, so no browser asks for permission first. */
async function post(url: string, body: string, init: RequestInit): Promise<SendAnswer> {
  const canOutlive = outliving + body.length < maxOutlivingLength;
  if (canOutlive) outliving += body.length;
  try {
    const { status, headers } = await fetch(url, {
      method: 'POST',
      body,
      keepalive: canOutlive,
      credentials: 'include',
      ...init,
    });
    return { status, retryAfter: headers.get('Retry-After') };
  } catch {
    return { status: 0 };
  } finally {
    if (canOutlive) outliving -= body.length;
  }
}

/**
 * Sends a request as browsers can: compressed (base64 of gzip, as the wire format has it) with its hash, or at once and
 * plain when the page may be ending.
 * @param after timer of the platform
 */
export async function sendRequest(
  request: SendRequest,
  after: (ms: number, act: () => void) => () => void,
): Promise<SendAnswer> {
  const { url, body, isClosing, authorization, timeoutMs } = request;
  const controller = new AbortController();
  const init: RequestInit = {
    signal: controller.signal,
    ...(authorization !== undefined && { headers: { authorization } }),
  };
  if (isClosing && !('keepalive' in Request.prototype)) {
    // A beacon tells nothing back: what it carried stays queued, and the server knows repeats by their ids.
    navigator.sendBeacon(url, body);
    return { status: 0 };
  }
  const cancel = after(timeoutMs, () => controller.abort());
  try {
    if (isClosing) return await post(url, body, init);
    const isGzip = body.length > leastGzipLength && 'CompressionStream' in globalThis;
    const sent = isGzip ? await gzipText(body) : body;
    return await post(url + (await hashCode(sent)) + (isGzip ? '&compression=gzip' : ''), sent, init);
  } catch {
    return { status: 0 };
  } finally {
    cancel();
  }
}
