/** What an edit did, as a message of the page and the values of its places. */
export interface EditName {
  readonly id: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** One step of the log: what was there before the edit. */
export interface LoggedEdit<T> {
  readonly name: EditName;
  readonly before: T;
  readonly after: T;
}

/** Named edits that can be undone and done again. */
export interface EditLog<T> {
  readonly present: T;
  readonly past: readonly LoggedEdit<T>[];
  readonly future: readonly LoggedEdit<T>[];
}

/** Edits kept at most. */
export const mostEdits = 200;

/** A log without edits. */
export function newLog<T>(present: T): EditLog<T> {
  return { present, past: [], future: [] };
}

function isSameName(a: EditName | undefined, b: EditName): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The log after an edit; what could be done again is forgotten. Typing in one field is one edit: with `isTyping` it goes on
 * with the last edit when that has the same name.
 */
export function edited<T>(log: EditLog<T>, name: EditName, after: T, isTyping = false): EditLog<T> {
  const last = log.past.at(-1);
  const goesOn = isTyping && last !== undefined && isSameName(last.name, name);
  const edit = { name, before: goesOn ? last.before : log.present, after };
  const past = goesOn ? log.past.slice(0, -1) : log.past;
  return { present: after, past: [...past, edit].slice(-mostEdits), future: [] };
}

/** The log with its last edit undone. */
export function undone<T>(log: EditLog<T>): EditLog<T> {
  const last = log.past.at(-1);
  if (last === undefined) return log;
  return { present: last.before, past: log.past.slice(0, -1), future: [last, ...log.future] };
}

/** The log with the edit that was undone last done again. */
export function redone<T>(log: EditLog<T>): EditLog<T> {
  const [next, ...future] = log.future;
  if (next === undefined) return log;
  return { present: next.after, past: [...log.past, next], future };
}
