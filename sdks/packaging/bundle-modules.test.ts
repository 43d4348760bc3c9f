import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { bundleModules } from './bundle-modules.ts';

const folder = mkdtempSync(join(tmpdir(), 'millstream-bundle-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const sources = {
  'client.ts': `export const client: object = { kettle: import('./whistle.ts') };`,
  'index.ts': `export { client } from './client.ts';`,
  'former.ts': `import { client } from './client.ts'; export const FormerClient = client;`,
  'whistle.ts': `export const whistle = 'whistle';`,
  'tag.ts': `import { client } from './client.ts'; Object.assign(globalThis, { client });`,
};
for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text);
const entries = { index: 'index.ts', former: 'former.ts', client: 'client.ts' };

describe('bundled modules', () => {
  for (const format of ['esm', 'cjs'] as const) {
    it(`share what several entries use, and load lazy parts from a file of their own (${format})`, async () => {
      const texts = await bundleModules({ folder, entries, format });
      assert.deepEqual([...texts.keys()].sort(), ['client.js', 'former.js', 'index.js', 'whistle.js']);
      const holders = [...texts].filter(([, text]) => text.includes('kettle')).map(([name]) => name);
      assert.deepEqual(holders, ['client.js']);
      assert.match(texts.get('former.js') ?? '', /["']\.\/client\.js["']/);
      assert.match(texts.get('client.js') ?? '', /import\(["']\.\/whistle\.js["']\)/);
    });
  }

  it('are one file for a tag, which finds its lazy parts beside itself', async () => {
    const request = { folder, entries: { tea: 'tag.ts' }, format: 'script', lazyPrefix: 'tea-' } as const;
    const texts = await bundleModules(request);
    assert.deepEqual([...texts.keys()], ['tea.js', 'tea-whistle.js']);
    const asked: string[] = [];
    const script = (texts.get('tea.js') ?? '').replace('import(', 'load(');
    const world = {
      URL,
      document: { currentScript: { src: 'https://collect.example.org/tea.js?v=/2' } },
      load: (address: string) => asked.push(address),
      client: undefined,
    };
    runInNewContext(script, world);
    assert.deepEqual(asked, ['https://collect.example.org/tea-whistle.js']);
    assert.notEqual(world.client, undefined);
  });
});
