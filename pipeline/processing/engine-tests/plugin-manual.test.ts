import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { allowedBuiltins } from '../plugins/sandbox/allowed-builtins.ts';
import { testPlugin } from '../plugins/test-plugin.ts';
import { openPluginFixture } from './plugin-fixture.ts';

const fixture = openPluginFixture();
const manual = readFileSync(new URL('../../../docs/plugins.md', import.meta.url), 'utf8');
const typed = { value: 'true', type: 'boolean' } as const;

describe('the manual of plug-ins', () => {
  it('shows a plug-in that works', async () => {
    const text = [...manual.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)[0] ?? '';
    const rows = [{ user_id: 'ann@example.org' }, { user_id: 'bob' }, { custom_parameters: { test: typed } }];
    const report = await testPlugin(fixture.write('staff.ts', text), { rows });
    assert.deepEqual(report.problems, []);
    assert.match(report.results[0] ?? '', /staff/);
    assert.deepEqual(report.results.slice(1), ['row 1: unchanged', 'row 2: rejected: test traffic']);
  });

  it('names the built-in modules that may be imported', () => {
    for (const name of allowedBuiltins) assert.ok(manual.includes(`\`${name}\``), name);
  });
});
