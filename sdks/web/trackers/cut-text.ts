/** Characters that the value of an attribute may have. */
const maxLength = 1_024;

/** The part of a text that an attribute may hold, without half an emoji at its end; undefined for an empty one. */
export function cutText(text: string | null | undefined): string | undefined {
  return text ? [...text.slice(0, 2 * maxLength)].slice(0, maxLength).join('') : undefined;
}
