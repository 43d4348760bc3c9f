/** Largest body that a collector takes, bytes; a larger one is answered with 413 here already. */
export const maxBodyBytes = 1_048_576;

/** Reads a body to its end. @returns null, without reading on, as soon as it is larger than a collector takes */
export async function limitedBody(
  chunks: AsyncIterable<Uint8Array>,
  contentLength: string | null | undefined,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(contentLength ?? 0) > maxBodyBytes) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of chunks) {
    size += part.byteLength;
    if (size > maxBodyBytes) return null;
    parts.push(part);
  }
  const body = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    body.set(part, offset);
    offset += part.byteLength;
  }
  return body;
}
