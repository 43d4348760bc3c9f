import type { RuleText } from './traffic-api.ts';

/** A text of a rule in a language; English where it has no other. */
export function textOf(text: RuleText | undefined, tag: string): string {
  if (text === null || text === undefined) return '';
  if (typeof text === 'string') return text;
  return text[tag] ?? text['en-US'] ?? Object.values(text)[0] ?? '';
}

/** A text changed in one language; the form it has is kept. */
export function withText(text: RuleText | undefined, tag: string, next: string): RuleText {
  return typeof text === 'object' && text !== null ? { ...text, [tag]: next } : next;
}
