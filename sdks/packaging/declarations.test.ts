import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { declarationsOf } from './declarations.ts';

const root = mkdtempSync(join(tmpdir(), 'millstream-types-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** Writes sources and makes declarations of the first. */
function declare(sources: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  for (const [path, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const [entry = ''] = Object.keys(sources);
  return declarationsOf({
    entries: [join(root, entry)],
    root,
    included: { '@teas/shared': join(root, 'shared/index.ts') },
  });
}

describe('declarations', () => {
  const made = declare({
    'web/index.ts': `import type { Tea } from '@teas/shared';
import { brew } from './brewing/brew.ts';
import { readFileSync } from 'node:fs';
export type { Pot } from './pot.ts';
/** All teas. */
export const teas: readonly Tea[] = [];
export function serve(tea: Tea): ReturnType<typeof brew> { readFileSync('x'); return brew(tea); }
`,
    'web/brewing/brew.ts': `import type { Tea } from '@teas/shared';
import { minutesOf } from './minutes.ts';
export function brew(tea: Tea): number { return minutesOf(tea.name); }`,
    'web/brewing/minutes.ts': `export const minutesOf = (name: string): number => name.length;`,
    'web/pot.ts': `export interface Pot { readonly size: number }`,
    'shared/index.ts': `export type { Tea } from './tea.ts';`,
    'shared/tea.ts': `export interface Tea { readonly name: string }`,
  });

  it('are made of all that types need, and of nothing else', () => {
    assert.deepEqual([...made.keys()].sort(), [
      'shared/index.d.ts',
      'shared/tea.d.ts',
      'web/brewing/brew.d.ts',
      'web/index.d.ts',
      'web/pot.d.ts',
    ]);
  });

  it('name each other as the published files do, private packages too', () => {
    const text = made.get('web/index.d.ts') ?? '';
    assert.match(text, /from ["']\.\.\/shared\/index\.js["']/);
    assert.match(text, /from ["']\.\/brewing\/brew\.js["']/);
    assert.match(text, /from ["']\.\/pot\.js["']/);
    assert.match(text, /\/\*\* All teas\. \*\//);
    assert.match(made.get('web/brewing/brew.d.ts') ?? '', /from ["']\.\.\/\.\.\/shared\/index\.js["']/);
  });

  it('are refused when an export does not say its type, with its place', () => {
    assert.throws(
      () => declare({ 'web/guess.ts': 'export const guess = Math.max(1);' }),
      /guess\.ts: .*type/,
    );
  });
});
