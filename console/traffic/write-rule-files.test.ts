import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { trafficRuleFiles } from '@millstream/processing';
import { settleRuleFiles } from './write-rule-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'rule-files-'));
after(() => rmSync(folder, { recursive: true }));
const { categories, channels } = trafficRuleFiles;

interface Case {
  readonly crash: string;
  /** Content by file name, as the crash left it and as a start leaves it. */
  readonly left: Readonly<Record<string, string>>;
  readonly settled: Readonly<Record<string, string>>;
}

const old = { [categories]: 'old', [channels]: 'old' };
const cases: readonly Case[] = [
  { crash: 'before anything was written', left: old, settled: old },
  { crash: 'while the first file was written', left: { ...old, [`${categories}.new`]: 'ne' }, settled: old },
  {
    crash: 'before the first rename',
    left: { ...old, [`${categories}.new`]: 'new', [`${channels}.new`]: 'new' },
    settled: old,
  },
  {
    crash: 'between the renames',
    left: { [categories]: 'new', [channels]: 'old', [`${channels}.new`]: 'new' },
    settled: { [categories]: 'new', [channels]: 'new' },
  },
  {
    crash: 'between the renames of the first rules of an app',
    left: { [categories]: 'new', [`${channels}.new`]: 'new' },
    settled: { [categories]: 'new', [channels]: 'new' },
  },
];

describe('rule files after a crash', () => {
  for (const [index, { crash, left, settled }] of cases.entries()) {
    it(`are all old or all new: ${crash}`, async () => {
      const rules = join(folder, String(index));
      const path = join(rules, 'web');
      mkdirSync(path, { recursive: true });
      for (const [name, text] of Object.entries(left)) writeFileSync(join(path, name), text);
      await settleRuleFiles(rules, 'web');
      const found = readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]);
      assert.deepEqual(Object.fromEntries(found), settled);
    });
  }

  it('need not exist', async () => {
    await settleRuleFiles(join(folder, 'none'), 'web');
  });
});
