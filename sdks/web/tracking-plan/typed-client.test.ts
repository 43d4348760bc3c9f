import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readPlan } from './read-plan.ts';
import { asTyped } from './typed-client.ts';
import { typesOf } from './types-of.ts';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const compiler = fileOf('../../../node_modules/typescript/bin/tsc');

/** Uses of a client of the example plan, and what the compiler says; nothing when they are right. */
const uses: readonly { readonly use: string; readonly told?: RegExp }[] = [
  { use: `events.track('order_paid', { _value: 12.5, _currency: 'EUR' })` },
  {
    use: `events.track('order_paid', { _value: 1, _currency: 'USD', coupon: null, is_gift: true, parts: 2 })`,
  },
  { use: `events.track('tour_closed')` },
  { use: `events.track('article_read')` },
  { use: `events.track('article_read', { title: 'Tea' })` },
  { use: `events.record({ name: 'tour_closed', isImmediate: true })` },
  {
    use: `events.record({ name: 'order_paid', attributes: { _value: 1, _currency: 'EUR' }, items: [{ id: 't', price: 1 }] })`,
  },
  { use: `events.track('order_payed', { _value: 1, _currency: 'EUR' })`, told: /"order_payed"/ },
  { use: `events.track('order_paid')`, told: /Expected 2 arguments/ },
  { use: `events.track('order_paid', { _value: 1 })`, told: /'_currency' is missing/ },
  { use: `events.track('order_paid', { _value: '1', _currency: 'EUR' })`, told: /'string'.*'number'/ },
  { use: `events.track('order_paid', { _value: 1, _currency: 'GBP' })`, told: /'"GBP"'/ },
  { use: `events.track('order_paid', { _value: 1, _currency: 'EUR', parts: 4 })`, told: /'4'/ },
  { use: `events.track('order_paid', { _value: null, _currency: 'EUR' })`, told: /'null'/ },
  { use: `events.track('order_paid', { _value: 1, _currency: 'EUR', cupon: 'x' })`, told: /'cupon'/ },
  { use: `events.track('tour_closed', { step: 1 })`, told: /'number'.*'undefined'|'number'.*'never'/ },
  { use: `events.record({ name: 'order_paid' })`, told: /'attributes' is missing/ },
  { use: `events.record({ name: 'article_read', attributes: { title: 7 } })`, told: /'number'.*'string'/ },
];

describe('a client of a tracking plan', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millstream-typed-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  let told: readonly string[] = [];
  before(() => {
    const reading = readPlan(JSON.parse(readFileSync(fileOf('example-plan.json'), 'utf8')));
    assert.ok(reading.kind === 'plan');
    writeFileSync(join(folder, 'events.d.ts'), typesOf(reading.plan));
    const head = `import { asTyped } from '${fileOf('typed-client.ts')}';
import { millstream } from '${fileOf('../index.ts')}';
import type { AppEvents } from './events';
const events = asTyped<AppEvents>(millstream);
`;
    for (const [index, { use }] of uses.entries())
      writeFileSync(join(folder, `use-${index}.ts`), `${head}${use};\n`);
    const configuration = { extends: fileOf('../tsconfig.json'), include: ['*.ts'], exclude: [] };
    const typeRoots = [fileOf('../../../node_modules/@types')];
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ ...configuration, compilerOptions: { typeRoots } }),
    );
    const { stdout, stderr, error } = spawnSync(
      process.execPath,
      [compiler, '-p', folder, '--pretty', 'false'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    assert.equal(error, undefined);
    assert.equal(stderr, '');
    // Continued lines of a message are indented.
    told = stdout.split(/\n(?! )/).filter((message) => message !== '');
  });

  for (const [index, { use, told: wanted }] of uses.entries()) {
    it(`${wanted === undefined ? 'takes' : 'does not compile'} ${use}`, () => {
      const own = told.filter((message) => message.startsWith(`use-${index}.ts(`));
      if (wanted === undefined) assert.deepEqual(own, []);
      else {
        assert.equal(own.length, 1, own.join('\n'));
        assert.match(own[0]?.replaceAll('\n', ' ') ?? '', wanted);
      }
    });
  }

  it('hands events on to the client as they are', () => {
    const recorded: unknown[] = [];
    const events = asTyped<{ opened: { readonly how?: string }; closed: Record<string, never> }>({
      record: (event) => recorded.push(event),
    });
    events.track('closed');
    events.track('opened', { how: 'twice' });
    events.record({ name: 'opened', attributes: {}, items: [{ id: 'door' }] });
    assert.deepEqual(recorded, [
      { name: 'closed' },
      { name: 'opened', attributes: { how: 'twice' } },
      { name: 'opened', attributes: {}, items: [{ id: 'door' }] },
    ]);
  });
});
