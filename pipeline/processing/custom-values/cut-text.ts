/** The longest prefix of `text` within `maxBytes` of UTF-8 that ends between code points; usually the text itself. */
export function cutText(text: string, maxBytes: number): string {
  // A UTF-16 unit takes at most three bytes, so nearly every text is decided by its length alone.
  if (text.length * 3 <= maxBytes) return text;
  if (text.length <= maxBytes && Buffer.byteLength(text) <= maxBytes) return text;
  // Not TextEncoder.encodeInto: in Node 26.10 it stops bytes before the end of the room when text is long and Latin-1.
  const bytes = Buffer.from(text.slice(0, maxBytes + 1));
  let end = maxBytes;
  while (end > 0 && isContinuation(bytes[end])) end -= 1;
  return bytes.toString('utf8', 0, end);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
