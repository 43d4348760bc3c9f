import type { VisualCell } from './visual-mark.ts';

/** The number whose list is open, as the address keeps it. */
export interface Selection {
  readonly visualId: string;
  readonly cell: VisualCell;
  readonly place: readonly string[];
  readonly text: string;
}

/** A selection as text of the address. */
export function writeSelection(selection: Selection): string {
  return JSON.stringify(selection);
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** Reads a selection; null when the address has none or another one than this page makes. */
export function readSelection(text: string | null): Selection | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<Selection>;
    if (typeof value.visualId !== 'string' || typeof value.text !== 'string' || !isTexts(value.place))
      return null;
    // The server checks the cell itself.
    return typeof value.cell === 'object' && value.cell !== null ? (value as Selection) : null;
  } catch {
    return null;
  }
}
