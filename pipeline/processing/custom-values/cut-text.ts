const encoder = new TextEncoder();

/** The longest prefix of `text` within `maxBytes` of UTF-8 that ends between code points; usually the text itself. */
export function cutText(text: string, maxBytes: number): string {
  // A UTF-16 unit takes at most three bytes, so nearly every text is decided by its length alone.
  if (text.length * 3 <= maxBytes) return text;
  if (text.length <= maxBytes && Buffer.byteLength(text) <= maxBytes) return text;
  const { read } = encoder.encodeInto(text.slice(0, maxBytes), new Uint8Array(maxBytes));
  return text.slice(0, read);
}
