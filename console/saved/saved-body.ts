import { CodedError } from '@millstream/core';
import type { z } from 'zod';
import type { SavedKind } from './saved-kind.ts';

/** Longest JSON text of a body, in UTF-16 code units. */
export const bodyLimit = 4_000_000;
const shownProblems = 10;

/** The problems of a refused value, each with its place, for people. */
export function problemsOf(error: z.ZodError): string {
  return error.issues
    .slice(0, shownProblems)
    .map(({ path, message }) => `${path.length === 0 ? 'the whole' : path.join('.')}: ${message}`)
    .join('; ');
}

/** Parses a body to be written. @throws CodedError SAVED_OBJECT_INVALID, naming each place */
export function parseBody<Body>(kind: SavedKind<Body>, body: unknown): Body {
  const result = kind.schema.safeParse(body);
  if (result.success) return result.data;
  const problems = problemsOf(result.error);
  throw new CodedError('SAVED_OBJECT_INVALID', { what: kind.label, problems }, { cause: result.error });
}

/** JSON text of a body. @throws CodedError SAVED_OBJECT_INVALID when it is too long */
export function bodyText(label: string, body: unknown): string {
  const text = JSON.stringify(body) ?? 'null';
  if (text.length <= bodyLimit) return text;
  const problems = `the whole: longer than ${bodyLimit} characters`;
  throw new CodedError('SAVED_OBJECT_INVALID', { what: label, problems });
}

/** Parses a body that was kept. @throws CodedError SAVED_OBJECT_INVALID when a newer version of the product wrote it */
export function readBody<Body>(kind: SavedKind<Body>, text: string): Body {
  return parseBody(kind, JSON.parse(text));
}

/** A name as lists keep it: PostgreSQL's text holds no null byte. */
export function nameText(name: string): string {
  return name.replaceAll('\u0000', '\u2400');
}
