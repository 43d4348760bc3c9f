import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Product, startProduct } from '../product/start-product.ts';

let product: Product;
const folder = mkdtempSync(join(tmpdir(), 'segments-'));
before(async () => {
  product = await startProduct();
  await send(['a buy', 'a buy', 'a look', 'b buy', 'c look', 'd look']);
  await product.queryUntil('SELECT 1 FROM event_v2', (rows) => rows.length === 6);
});
after(async () => {
  await product[Symbol.asyncDispose]();
  rmSync(product.dataDir, { recursive: true, force: true });
  rmSync(folder, { recursive: true });
});

const now = Date.now();
const today = new Date(now).toISOString().slice(0, 10);

/** Sends one event for each `user name`. */
async function send(events: readonly string[]): Promise<void> {
  const body = events.map((text, index) => {
    const [user, event_type] = text.split(' ');
    return {
      event_type,
      event_id: `${text} ${index}`,
      timestamp: now - index,
      app_id: 'web',
      unique_id: user,
      platform: 'Web',
      attributes: {},
    };
  });
  const answer = await fetch(`${product.collect}/collect?appId=web`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200);
}

const hasDone = (event: string, least: number) => ({
  type: 'userEvent',
  done: true,
  event: { event },
  metric: { type: 'total' },
  operator: '>=',
  value: [least],
});
const group = (...conditions: readonly object[]) => ({
  op: 'and',
  groups: [{ op: 'and', filters: [{ op: 'and', conditions }] }],
});
const spec = (name: string, more: object): object => ({
  version: 1,
  name,
  projectId: 'first',
  appId: 'web',
  refresh: { type: 'manual' },
  ...more,
});

function file(name: string, content: string | object): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Runs `millstream segment …` and answers with the lines that it printed. */
async function segment(...args: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await product.run('segment', ...args);
  assert.equal(code, 0, stderr);
  return stdout.split('\n').filter((line) => line !== '');
}
async function refused(...args: readonly string[]): Promise<string> {
  const { code, stderr } = await product.run('segment', ...args);
  assert.notEqual(code, 0);
  return stderr;
}
const created = async (name: string, more: object) => {
  const [line = ''] = await segment('create', file('spec.json', spec(name, more)));
  return JSON.parse(line);
};

/** Users who looked or bought, by an exploration with a filter or a breakdown. */
async function explore(more: object): Promise<Readonly<Record<string, number>>> {
  const analysis = {
    version: 1,
    kind: 'event',
    projectId: 'first',
    appId: 'web',
    time: { type: 'fixed', start: today, end: today },
    event: { metrics: [{ event: 'buy', measure: { type: 'userCount' } }] },
    ...more,
  };
  const { code, stdout, stderr } = await product.run('explore', file('analysis.json', analysis));
  assert.equal(code, 0, stderr);
  const { chart } = JSON.parse(stdout);
  return Object.fromEntries(
    chart.series.map((one: { group?: string; total: number }) => [one.group, one.total]),
  );
}

describe('segments of the running server', () => {
  let buyers = '';
  it('are created, computed at once, and list their members', async () => {
    const run = await created('Buyers', { criteria: group(hasDone('buy', 1)) });
    buyers = run.id;
    assert.deepEqual(
      [run.status, run.users, run.userKeys, run.totalUsers, run.percent],
      ['Completed', 2, 2, 4, 50],
    );
    assert.deepEqual(await segment('members', buyers), ['a', 'b']);
  });

  it('are made from others', async () => {
    const inBuyers = { type: 'inSegment', in: true, segmentId: buyers };
    const { id } = await created('Lookers', { criteria: group(inBuyers, hasDone('look', 1)) });
    assert.deepEqual(await segment('members', id), ['a']);
    const notBuyers = { type: 'inSegment', in: false, segmentId: buyers };
    const others = await created('Others', { criteria: group(notBuyers) });
    assert.deepEqual(await segment('members', others.id), ['c', 'd']);
    assert.match(
      await refused('delete', buyers),
      /Buyers.*is used by segment "Lookers".*SAVED_OBJECT_IN_USE/s,
    );
    await segment('delete', id);
    await segment('delete', others.id);
  });

  it('filter and split explorations', async () => {
    assert.deepEqual(await explore({ groupBy: [{ category: 'segment', name: buyers }] }), { Buyers: 2 });
    const { id } = await created('Twice', { criteria: group(hasDone('buy', 2)) });
    assert.deepEqual(await explore({ groupBy: [{ category: 'segment', name: id }] }), {
      Twice: 1,
      '(not in segment)': 1,
    });
    assert.deepEqual(await explore({ filter: { segment: [id], operator: 'not_in' } }), { undefined: 1 });
    await segment('delete', id);
    const gone = { filter: { segment: [id], operator: 'in' } };
    await assert.rejects(explore(gone), /SEGMENT_UNKNOWN/);
  });

  it('take new events in when they are refreshed, and keep their history', async () => {
    await send(['e buy']);
    await product.queryUntil('SELECT 1 FROM event_v2', (rows) => rows.length === 7);
    assert.deepEqual(await segment('members', buyers), ['a', 'b']);
    const [line = ''] = await segment('refresh', buyers);
    assert.equal(JSON.parse(line).users, 3);
    assert.deepEqual(await segment('members', buyers), ['a', 'b', 'e']);
    const [listed = ''] = await segment('list', '--app', 'web');
    const { name, inUse, trend, nextRunsMs } = JSON.parse(listed);
    assert.deepEqual([name, inUse.users, nextRunsMs], ['Buyers', 3, []]);
    assert.deepEqual(
      trend.map(({ users }: { users: number }) => users),
      [2, 3],
    );
  });

  it('export their users', async () => {
    const [header = '', ...rows] = await segment('export', buyers);
    const column = header.trim().split(',').indexOf('user_pseudo_id');
    assert.deepEqual(
      rows.map((row) => row.split(',')[column]),
      ['a', 'b', 'e'],
    );
  });

  it('are imported from a file, which is tried first', async () => {
    const { id } = await created('Invited', { imported: true });
    const members = file('members.csv', 'user_pseudo_id\nc\nnobody\na\n');
    const [trial = ''] = await segment('import', id, members, '--trial');
    assert.deepEqual([JSON.parse(trial).segmentUsers, JSON.parse(trial).unmatched], [2, ['nobody']]);
    assert.deepEqual(await segment('members', id), []);
    const [run = ''] = await segment('import', id, members);
    assert.deepEqual([JSON.parse(run).users, JSON.parse(run).unmatched], [2, ['nobody']]);
    assert.deepEqual(await segment('members', id), ['a', 'c']);
    assert.match(await refused('refresh', id), /SEGMENT_IMPORTED/);
    assert.match(await refused('import', buyers, members), /SEGMENT_COMPUTED/);
    const latin = join(folder, 'latin.csv');
    writeFileSync(latin, Buffer.from([0x61, 0x0a, 0xff, 0x0a]));
    assert.match(await refused('import', id, latin), /not UTF-8.*SEGMENT_FILE_INVALID/);
    assert.deepEqual(await segment('members', id), ['a', 'c']);
  });

  it('are refused with the place of the mistake', async () => {
    const create = (more: object) => refused('create', file('wrong.json', spec('Wrong', more)));
    assert.match(
      await create({ criteria: group() }),
      /\/criteria\/groups\/0\/filters\/0\/conditions: .*SEGMENT_INVALID/s,
    );
    const unknown = { type: 'inSegment', in: true, segmentId: 'none' };
    assert.match(await create({ criteria: group(unknown) }), /conditions\/0\/segmentId: .*SEGMENT_UNKNOWN/s);
    assert.match(await create({ version: 2 }), /SPEC_TOO_NEW/);
    assert.match(await create({ appId: 'none', criteria: group(hasDone('buy', 1)) }), /NOT_FOUND/);
    assert.match(await refused('members', 'none'), /NOT_FOUND/);
    const bought = { criteria: group(hasDone('bought', 1)) };
    assert.match(await create(bought), /event\/event: there is no event bought.*EVENT_UNKNOWN/s);
    const names = (await segment('list')).map((line) => JSON.parse(line).name);
    assert.deepEqual(names, ['Buyers', 'Invited']);
  });

  it('keep members and history over a restart', async () => {
    await product.stop();
    product = await startProduct({ dataDir: product.dataDir });
    assert.deepEqual(await segment('members', buyers), ['a', 'b', 'e']);
    assert.deepEqual(await explore({ groupBy: [{ category: 'segment', name: buyers }] }), { Buyers: 3 });
    await product.run('lake', 'flush');
  });
});
