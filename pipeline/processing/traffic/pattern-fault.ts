/** Why a text is no regular expression, and where. */
export interface PatternFault {
  /** Position of the character that cannot stand, counted from 1. */
  readonly character: number;
  /** The engine's words, e.g. `Unterminated group`. */
  readonly reason: string;
}

/** Finds what is wrong with a regular expression; null when nothing is. */
export function patternFault(text: string): PatternFault | null {
  const reason = reasonOf(text);
  if (reason === null) return null;
  if (isOpenEnded(reason)) return { character: lastOpener(text, reason) + 1, reason };
  for (let length = 1; length <= text.length; length += 1) {
    const early = reasonOf(text.slice(0, length));
    // More text could close a group or a class, but nothing mends these.
    if (early !== null && !isOpenEnded(early)) return { character: length, reason };
  }
  return { character: text.length, reason };
}

function reasonOf(text: string): string | null {
  try {
    new RegExp(text);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return message.slice(message.lastIndexOf(': ') + 2);
  }
}

/** Whether the fault is that the text ends too early. */
function isOpenEnded(reason: string): boolean {
  return /unterminated|incomplete|missing|at end of pattern|invalid group|invalid capture group name/i.test(
    reason,
  );
}

/** Index of the `(`, `[` or `\` that was opened last and not closed. */
function lastOpener(text: string, reason: string): number {
  if (/at end of pattern/i.test(reason)) return text.length - 1;
  const groups: number[] = [];
  let classStart = -1;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (classStart >= 0) classStart = character === ']' ? -1 : classStart;
    else if (character === '[') classStart = index;
    else if (character === '(') groups.push(index);
    else if (character === ')') groups.pop();
  }
  return classStart >= 0 ? classStart : (groups.at(-1) ?? Math.max(text.lastIndexOf('(?'), 0));
}
