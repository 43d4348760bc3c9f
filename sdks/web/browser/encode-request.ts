import type { SendRequest } from '@millstream/sdk-client';

/** Smaller bodies are not worth compressing, UTF-16 units. */
const leastGzipLength = 2_048;

async function gzipText(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  let binary = '';
  for (const byte of new Uint8Array(await new Response(stream).arrayBuffer()))
    binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** First 8 hexadecimal digits of the SHA-256; nothing where the page is not served securely. */
async function hashParameter(body: string): Promise<string> {
  if (!crypto.subtle) return '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
  const digits = [...new Uint8Array(digest).slice(0, 4)].map((byte) => byte.toString(16).padStart(2, '0'));
  return `&hashCode=${digits.join('')}`;
}

/** Compresses where the browser can (base64 of gzip, as the wire format has it), and signs. */
export async function encodeRequest(request: SendRequest): Promise<SendRequest> {
  const isGzip = request.body.length > leastGzipLength && 'CompressionStream' in globalThis;
  const body = isGzip ? await gzipText(request.body) : request.body;
  const url = request.url + (await hashParameter(body)) + (isGzip ? '&compression=gzip' : '');
  return { ...request, url, body };
}
