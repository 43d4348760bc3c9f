import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CodedError, systemClock } from '@millstream/core';
import {
  type ChannelRule,
  createTrafficWorkbench,
  defaultRuleFiles,
  loadTrafficRules,
  rulesInForce,
  type TrafficRuleFiles,
  trafficRuleFiles,
} from '@millstream/processing';
import { openConsoleStore } from '../console-store.ts';
import { SaveConflictError } from '../saved/save-conflict-error.ts';
import { createRuleBook, handWritten } from './rule-book.ts';

const folder = mkdtempSync(join(tmpdir(), 'rule-book-'));
after(() => rmSync(folder, { recursive: true }));
let books = 0;

async function openBook() {
  const root = join(folder, String(books++));
  const store = await openConsoleStore(join(root, 'console.sqlite'), systemClock);
  const workbench = createTrafficWorkbench({ timeoutMs: 3_000 });
  const rulesFolder = join(root, 'rules');
  const book = createRuleBook({
    objects: store.saved.traffic_rules,
    workbench,
    projectOf: store.projectOf,
    rulesFolder: () => rulesFolder,
  });
  return {
    book,
    rulesFolder,
    [Symbol.asyncDispose]: async () => {
      await workbench[Symbol.asyncDispose]();
      await store.close();
    },
  };
}

const defaults = defaultRuleFiles();
function rule(id: string, value: string, op: 'eq' | 'match' = 'eq'): ChannelRule {
  const leaf = { field: 'traffic_source_medium', op, value } as const;
  return { id, channel: id, condition: { 'op::and': [leaf] } };
}
function withRule(added: ChannelRule): TrafficRuleFiles {
  return { ...defaults, channels: [added, ...defaults.channels] };
}
function hasCode(code: string) {
  return (error: unknown) => error instanceof CodedError && error.code === code;
}
const by = { appId: 'web', author: 'mei' };

describe('the rule book', () => {
  it('shows the defaults to an app without rules', async () => {
    await using opened = await openBook();
    assert.deepEqual(await opened.book.current('web'), {
      rules: defaults,
      isOwn: false,
      version: 0,
      publishedBy: null,
      publishedAtMs: null,
    });
    await assert.rejects(opened.book.current('nobody'), hasCode('NOT_FOUND'));
  });

  it('puts published rules in force as whole files and keeps who published them', async () => {
    await using opened = await openBook();
    const { book, rulesFolder } = opened;
    const published = await book.publish({
      ...by,
      rules: withRule(rule('Radio', 'radio')),
      expectedVersion: 0,
    });
    assert.deepEqual([published.version, published.publishedBy, published.isOwn], [1, 'mei', true]);
    assert.equal(rulesInForce(rulesFolder, 'web').rules.channels[0]?.channel, 'Radio');
    assert.equal(rulesInForce(rulesFolder, 'shop').isOwn, false);
    assert.deepEqual(readdirSync(join(rulesFolder, 'web')).sort(), Object.values(trafficRuleFiles).sort());
    // The pipeline's own reader takes them.
    loadTrafficRules(rulesFolder, 'web');
    const { shadowed, ...current } = published;
    assert.deepEqual(shadowed, []);
    assert.deepEqual(await book.current('web'), current);
  });

  it('refuses a publication over one that its writer has not seen', async () => {
    await using opened = await openBook();
    const { book, rulesFolder } = opened;
    await book.publish({ ...by, rules: withRule(rule('One', 'one')), expectedVersion: 0 });
    const late = book.publish({
      ...by,
      author: 'ana',
      rules: withRule(rule('Two', 'two')),
      expectedVersion: 0,
    });
    await assert.rejects(
      late,
      (error) => error instanceof SaveConflictError && error.conflict.theirs.version === 1,
    );
    assert.equal(rulesInForce(rulesFolder, 'web').rules.channels[0]?.channel, 'One');
  });

  const refused = [
    { name: 'a broken pattern', rules: withRule(rule('x', 'paid(', 'match')), code: 'PATTERN_INVALID' },
    { name: 'an endless pattern', rules: withRule(rule('x', '(a+)+', 'match')), code: 'PATTERN_TOO_SLOW' },
    { name: 'an id twice', rules: withRule(rule('direct', 'x')), code: 'TRAFFIC_RULES_INVALID' },
    { name: 'no list', rules: { categories: 'all', channels: [] }, code: 'TRAFFIC_RULES_INVALID' },
  ];
  for (const { name, rules, code } of refused) {
    it(`refuses ${name} with ${code} and leaves the rules in force`, async () => {
      await using opened = await openBook();
      await assert.rejects(opened.book.publish({ ...by, rules, expectedVersion: 0 }), hasCode(code));
      assert.equal(rulesInForce(opened.rulesFolder, 'web').isOwn, false);
      assert.deepEqual(await opened.book.versions('web'), []);
    });
  }

  it('names the place of a broken pattern', async () => {
    await using opened = await openBook();
    const rules = { ...defaults, channels: [...defaults.channels, rule('x', 'paid(', 'match')] };
    await assert.rejects(opened.book.publish({ ...by, rules, expectedVersion: 0 }), (error) => {
      assert.ok(error instanceof CodedError);
      assert.deepEqual(error.details, {
        place: 'rule 17, condition.op::and.0.value',
        character: 5,
        reason: 'Unterminated group',
      });
      return true;
    });
  });

  it('names rules that are never reached', async () => {
    await using opened = await openBook();
    const channels = [rule('All', '.*', 'match'), ...defaults.channels];
    const { shadowed } = await opened.book.publish({
      ...by,
      rules: { ...defaults, channels },
      expectedVersion: 0,
    });
    assert.deepEqual(shadowed[0], { index: 1, by: [0] });
    assert.equal(shadowed.length, defaults.channels.length);
  });

  it('takes files that were changed by hand as a version of their own', async () => {
    await using opened = await openBook();
    const { book, rulesFolder } = opened;
    await book.publish({ ...by, rules: withRule(rule('One', 'one')), expectedVersion: 0 });
    const byHand = [rule('Hand', 'hand'), ...defaults.channels];
    writeFileSync(join(rulesFolder, 'web', trafficRuleFiles.channels), JSON.stringify(byHand));
    const found = await book.current('web');
    assert.deepEqual(
      [found.version, found.publishedBy, found.rules.channels[0]?.id],
      [2, handWritten, 'Hand'],
    );
    const late = book.publish({ ...by, rules: defaults, expectedVersion: 1 });
    await assert.rejects(late, hasCode('SAVE_CONFLICT'));
  });

  it('refuses a first publication over files that were put there by hand', async () => {
    await using opened = await openBook();
    mkdirSync(join(opened.rulesFolder, 'web'), { recursive: true });
    writeFileSync(join(opened.rulesFolder, 'web', trafficRuleFiles.channels), '[]');
    const late = opened.book.publish({ ...by, rules: defaults, expectedVersion: 0 });
    await assert.rejects(late, hasCode('SAVE_CONFLICT'));
  });

  it('brings an earlier version back and knows all rules that were in force', async () => {
    await using opened = await openBook();
    const { book, rulesFolder } = opened;
    await book.publish({ ...by, rules: withRule(rule('One', 'one')), expectedVersion: 0 });
    await book.publish({ ...by, rules: withRule(rule('Two', 'two')), expectedVersion: 1 });
    const restored = await book.restore({ ...by, version: 1, expectedVersion: 2 });
    assert.equal(restored.version, 3);
    assert.equal(rulesInForce(rulesFolder, 'web').rules.channels[0]?.id, 'One');
    assert.deepEqual(
      (await book.versions('web')).map(({ version, restoredFrom }) => [version, restoredFrom]),
      [
        [3, 1],
        [2, null],
        [1, null],
      ],
    );
    assert.deepEqual(
      (await book.history('web')).map(({ channels }) => channels[0]?.id),
      ['One', 'Two', 'direct'],
    );
  });

  it('says when the files cannot be written', async () => {
    await using opened = await openBook();
    const { book, rulesFolder } = opened;
    writeFileSync(rulesFolder, 'a file where the folder should be');
    const refusedWrite = book.publish({ ...by, rules: defaults, expectedVersion: 0 });
    await assert.rejects(refusedWrite, hasCode('TRAFFIC_RULES_UNWRITABLE'));
  });
});
