import { assertNever, CodedError } from '@millstream/core';
import { z } from 'zod';

const listName = z.enum(['categories', 'channels']);
const position = z.int().min(0);
const entry = z.record(z.string(), z.unknown());

/** One change of a list of rules. Positions count from 0. */
export const ruleEditSchema = z.discriminatedUnion('action', [
  /** Puts a new entry first, where it wins. */
  z.strictObject({ action: z.literal('add'), list: listName, entry }),
  z.strictObject({ action: z.literal('update'), list: listName, index: position, entry }),
  /** Puts a copy before its original; what must be unique gets the ending `_copy`. */
  z.strictObject({ action: z.literal('copy'), list: listName, index: position }),
  z.strictObject({ action: z.literal('delete'), list: listName, index: position }),
  z.strictObject({ action: z.literal('move'), list: listName, index: position, to: position }),
]);

/** A validated change. */
export type RuleEdit = z.infer<typeof ruleEditSchema>;

/** Rules while somebody writes them: lists of entries that are checked later. */
export interface RuleDraft {
  readonly categories: readonly unknown[];
  readonly channels: readonly unknown[];
}

/** The rules after a change. @throws CodedError NOT_FOUND for a position outside the list */
export function editRules(rules: RuleDraft, edit: RuleEdit): RuleDraft {
  return { ...rules, [edit.list]: edited(rules[edit.list], edit) };
}

function edited(list: readonly unknown[], edit: RuleEdit): readonly unknown[] {
  if (edit.action === 'add') return [edit.entry, ...list];
  if (edit.index >= list.length)
    throw new CodedError('NOT_FOUND', { what: `Entry ${edit.index + 1} of ${edit.list}` });
  const others = list.toSpliced(edit.index, 1);
  switch (edit.action) {
    case 'update':
      return list.with(edit.index, edit.entry);
    case 'copy':
      return list.toSpliced(edit.index, 0, copyOf(list, list[edit.index], keyOf[edit.list]));
    case 'delete':
      return others;
    case 'move':
      return others.toSpliced(Math.min(edit.to, others.length), 0, list[edit.index]);
    default:
      return assertNever(edit);
  }
}

/** What must be unique in a list. */
const keyOf = { categories: 'url', channels: 'id' } as const;

function copyOf(list: readonly unknown[], original: unknown, key: string): unknown {
  const uniqueOf = (one: unknown): unknown =>
    typeof one === 'object' && one !== null ? Reflect.get(one, key) : undefined;
  const taken = new Set(list.map((one) => String(uniqueOf(one))));
  let value = `${uniqueOf(original)}_copy`;
  while (taken.has(value)) value += '_copy';
  return { ...(typeof original === 'object' ? original : {}), [key]: value };
}
