// Writes docs/errors.md from the registry: `node scripts/launch.mjs scripts/write-errors-page.ts`.
import { writeFileSync } from 'node:fs';
import { errorRegistry } from '@millstream/core';

const lines = Object.entries(errorRegistry)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, { status, message, action }]) => `| \`${code}\` | ${status} | ${message} | ${action} |`);
const head = [
  '# Error reference',
  '',
  'Every coded error: its HTTP status, what happened and what you can do. Written from `core/errors/registry.ts` by',
  '`node scripts/launch.mjs scripts/write-errors-page.ts`; a test compares both.',
  '',
  '| Code | Status | What happened | What to do |',
  '|---|---|---|---|',
];
writeFileSync(new URL('../docs/errors.md', import.meta.url), `${[...head, ...lines].join('\n')}\n`);
