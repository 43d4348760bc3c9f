function base64url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();
}

/** A text deflated and written with letters that addresses may hold. */
export async function packText(text: string): Promise<string> {
  const packed = await through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  return base64url(new Uint8Array(packed));
}

/** The text of a packed one; null when it is none. */
export async function unpackText(packed: string): Promise<string | null> {
  try {
    const plain = await through(bytesOf(packed), new DecompressionStream('deflate-raw'));
    return new TextDecoder().decode(plain);
  } catch {
    // Cut or changed on its way here.
    return null;
  }
}
