/** Largest body that a collector takes, bytes; a larger one is answered with 413 here already. */
export const maxBodyBytes = 1_048_576;
/** A larger body is read up to here and thrown away: a client that is cut off while it sends does not see the 413. */
const maxReadBytes = 16 * maxBodyBytes;

/** Reads a body to its end. @returns null when it is larger than a collector takes */
export async function limitedBody(
  chunks: AsyncIterable<Uint8Array>,
  contentLength: string | null | undefined,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(contentLength ?? 0) > maxReadBytes) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of chunks) {
    size += part.byteLength;
    if (size > maxReadBytes) return null;
    if (size <= maxBodyBytes) parts.push(part);
    else parts.length = 0;
  }
  if (size > maxBodyBytes) return null;
  const body = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    body.set(part, offset);
    offset += part.byteLength;
  }
  return body;
}
