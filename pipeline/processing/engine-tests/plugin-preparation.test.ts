import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { type PluginSetting, preparePlugins } from '../plugins/prepare-plugins.ts';
import { openPluginFixture } from './plugin-fixture.ts';

const fixture = openPluginFixture();
const head = `version: '1', apiVersion: 1, kind: 'enrichment', reads: [], enrich: (rows) => rows`;

const invalid: readonly [what: string, text: string, problem: RegExp][] = [
  ['is no JavaScript', 'export default {', /plugin-0\.js:1/],
  ['exports nothing', 'export const a = 1;', /default export/],
  ['exports no object', 'export default 5;', /default export/],
  ['throws when it is loaded', 'throw new Error("at load");', /at load/],
  ['loops when it is loaded', 'for (;;);', /longer than/],
  ['has no name', `export default { ${head} };`, /name/],
  ['has a name with blanks', `export default { name: 'My plug', ${head} };`, /lower-case/],
  ['has the name of a built-in step', `export default { name: 'ua', ${head} };`, /built-in/],
  [
    'is for another version of the contract',
    `export default { name: 'a', ${head}, apiVersion: 2 };`,
    /apiVersion/,
  ],
  ['is of an unknown kind', `export default { name: 'a', ${head}, kind: 'sink' };`, /kind/],
  [
    'reads a column that is not there',
    `export default { name: 'a', ${head}, reads: ['colour'] };`,
    /names no column/,
  ],
  ['lacks its function', `export default { name: 'a', ${head}, enrich: 5 };`, /enrich is not a function/],
  ['needs a file outside its folder', `export default { name: 'a', ${head}, files: ['../x'] };`, /folder/],
  [
    'needs a file by an absolute path',
    `export default { name: 'a', ${head}, files: ['/etc/passwd'] };`,
    /folder/,
  ],
  [
    'needs a file that is not there',
    `export default { name: 'a', ${head}, files: ['none.csv'] };`,
    /none\.csv/,
  ],
  [
    'imports a built-in module that is not allowed',
    `import 'node:fs'; export default { name: 'a', ${head} };`,
    /node:fs/,
  ],
  [
    'imports a package that is not there',
    `import 'nowhere'; export default { name: 'a', ${head} };`,
    /nowhere/,
  ],
  ['has an unknown field', `export default { name: 'a', ${head}, colour: 1 };`, /colour/],
];

async function problemOf(settings: readonly PluginSetting[], limits = {}): Promise<string> {
  const full = {
    callMs: 1500,
    heapMb: 64,
    residentMb: 256,
    watchMs: 25,
    idleMs: 50,
    cpuSeconds: 60,
    ...limits,
  };
  try {
    await preparePlugins(settings, full);
    return 'no problem';
  } catch (error) {
    assert.ok(error instanceof CodedError && error.code === 'PLUGIN_INVALID', String(error));
    return error.message;
  }
}

describe('preparing a plug-in', () => {
  for (const [index, [what, text, problem]] of invalid.entries()) {
    it(`refuses one that ${what}`, async () => {
      assert.match(await problemOf([{ path: fixture.write(`plugin-${index}.js`, text) }]), problem);
    });
  }

  it('refuses two of one name', async () => {
    const text = `export default { name: 'twin', ${head} };`;
    const paths = ['twin-a.js', 'twin-b.js'].map((name) => ({ path: fixture.write(name, text) }));
    assert.match(await problemOf(paths), /twin is taken/);
  });

  const schema = `configSchema: { properties: { n: { type: 'integer', minimum: 1, default: 3 } }, additionalProperties: false }`;
  const configs: readonly [config: Record<string, unknown>, outcome: unknown][] = [
    [{}, { n: 3 }],
    [{ n: 7 }, { n: 7 }],
    [{ n: 0 }, /n /],
    [{ n: 'x' }, /n /],
    [{ m: 1 }, /m/],
  ];
  for (const [config, outcome] of configs) {
    it(`takes the configuration ${JSON.stringify(config)} as its schema says`, async () => {
      const path = fixture.write(
        'configured.js',
        `export default { name: 'configured', ${head}, ${schema} };`,
      );
      if (outcome instanceof RegExp) assert.match(await problemOf([{ path, config }]), outcome);
      else assert.deepEqual((await preparePlugins([{ path, config }]))[0]?.config, outcome);
    });
  }

  it('refuses configuration for a plug-in that takes none', async () => {
    const path = fixture.write('plain.js', `export default { name: 'plain', ${head} };`);
    assert.match(await problemOf([{ path, config: { a: 1 } }]), /no configuration/);
  });

  it('reads TypeScript, and definePlugin under its public name', async () => {
    const path = fixture.write(
      'typed.ts',
      `import { definePlugin } from '@millstream/processing/plugin';
       export default definePlugin<{ readonly a?: number }>({ name: 'typed', ${head.replace('(rows)', '(rows: readonly object[])')} } as never);`,
    );
    assert.equal((await preparePlugins([{ path }]))[0]?.manifest.name, 'typed');
  });
});
