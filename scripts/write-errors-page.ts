// Writes docs/errors.md and the pages' English words for errors from the registry:
// `node scripts/launch.mjs scripts/write-errors-page.ts`. Words of other languages are written by hand.
import { readFileSync, writeFileSync } from 'node:fs';
import { errorRegistry } from '@millstream/core';

const lines = Object.entries(errorRegistry)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, { status, message, action }]) => `| \`${code}\` | ${status} | ${message} | ${action} |`);
const head = [
  '# Error reference',
  '',
  'Every coded error: its HTTP status, what happened and what you can do. Written from `core/errors/codes/` by',
  '`node scripts/launch.mjs scripts/write-errors-page.ts`; a test compares both.',
  '',
  '| Code | Status | What happened | What to do |',
  '|---|---|---|---|',
];
writeFileSync(new URL('../docs/errors.md', import.meta.url), `${[...head, ...lines].join('\n')}\n`);

/** A text as an ICU message: `{name}` stays a place, other braces are plain. */
function message(text: string): string {
  return text
    .replaceAll("'", "''")
    .replace(/\{(\w+)\}|[{}]/g, (match, name) => (name === undefined ? `'${match}'` : match));
}

const wordsFile = new URL('../web/messages/en-US.json', import.meta.url);
const words = Object.entries(JSON.parse(readFileSync(wordsFile, 'utf8')) as Record<string, string>);
const errors = Object.entries(errorRegistry).flatMap(([code, entry]) => [
  [`error.${code}`, message(entry.message)] as const,
  [`error.${code}.action`, message(entry.action)] as const,
]);
const pageOnly = words.filter(
  ([id]) => !id.startsWith('error.') || /^error\.(CONNECTION_LOST|PAGE_FAILED)/.test(id),
);
const all = [...pageOnly, ...errors].sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(wordsFile, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
