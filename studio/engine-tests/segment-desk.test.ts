import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CodedError, silentLogger, systemClock } from '@millstream/core';
import { anyName } from '../fields/known-names.ts';
import { createSegmentDesk, type SegmentDesk } from '../segments/segment-desk.ts';
import { createSegmentLake } from '../segments/segment-lake.ts';
import { type ScratchLake, scratchEvent, scratchLake } from '../test-support/scratch-lake.ts';

const asOfMs = Date.parse('2026-03-05T12:00:00Z');
const app = { appId: 'shop', projectId: 'first', timeZone: 'UTC', weekStart: 'monday' } as const;
const buyers = { appId: 'shop', segmentId: 'buyers' };

function specOf(least: number, more: object = {}): object {
  const condition = {
    type: 'userEvent',
    done: true,
    event: { event: 'buy' },
    metric: { type: 'total' },
    operator: '>=',
    value: [least],
  };
  return {
    version: 1,
    name: 'Buyers',
    projectId: 'first',
    appId: 'shop',
    criteria: { op: 'and', groups: [{ op: 'and', filters: [{ op: 'or', conditions: [condition] }] }] },
    refresh: { type: 'manual' },
    ...more,
  };
}

interface Shop extends AsyncDisposable {
  readonly lake: ScratchLake;
  readonly desk: SegmentDesk;
  readonly changes: () => number;
}

/** A shop with buyers a (twice), b and Ü, and c, who only looked. */
async function openShop(): Promise<Shop> {
  const lake = await scratchLake();
  const visits = ['a buy', 'a buy', 'b buy', 'c view', '"Ü",\n1 buy'].map((visit) => visit.split(' '));
  await lake.load(
    visits.map(([visitor = '', name = ''], index) => ({
      event: scratchEvent({
        event_id: `e${index}`,
        event_name: name,
        event_time_msec: asOfMs - 86_400_000 + index,
        user_pseudo_id: visitor,
        user_first: true,
        ...(visitor === 'a' ? { user_id: 'Anna' } : {}),
      }),
    })),
  );
  let changes = 0;
  const { warehouse, lakeDir } = lake;
  const desk = createSegmentDesk({
    warehouse,
    lake: createSegmentLake({ warehouse, lakeDir, logger: silentLogger }),
    appOf: (appId) => (appId === app.appId ? app : undefined),
    knownNames: async () => ({ ...anyName, hasEvent: (name) => name === 'buy' }),
    clock: systemClock,
    onChange: () => {
      changes += 1;
    },
  });
  return { lake, desk, changes: () => changes, [Symbol.asyncDispose]: () => lake[Symbol.asyncDispose]() };
}

async function collect<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}

const membersOf = (desk: SegmentDesk) => collect(desk.members(buyers));
const isCoded = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;

describe('segments beside the warehouse', () => {
  it('are computed, kept and copied to the lake', async () => {
    await using shop = await openShop();
    const { desk, lake } = shop;
    const { sample, ...outcome } = await desk.compute({ ...buyers, spec: specOf(1), asOfMs });
    assert.deepEqual(outcome, { segmentUsers: 3, totalUsers: 4, segmentUserKeys: 3 });
    assert.deepEqual(
      sample.map(({ user_pseudo_id, user_id }) => [user_pseudo_id, user_id]),
      [
        ['"Ü",\n1', null],
        ['a', 'Anna'],
        ['b', null],
      ],
    );
    assert.deepEqual(await membersOf(desk), ['"Ü",\n1', 'a', 'b']);
    assert.equal(shop.changes(), 1);
    const copy = join(lake.lakeDir, 'segment_member/partition_app=shop/partition_segment=buyers/part-0.json');
    assert.deepEqual(
      (await readFile(copy, 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).user_pseudo_id),
      ['"Ü",\n1', 'a', 'b'],
    );
    await desk.compute({ ...buyers, spec: specOf(2), asOfMs });
    assert.deepEqual(await membersOf(desk), ['a']);
    await desk.remove(buyers);
    assert.deepEqual(await membersOf(desk), []);
    await assert.rejects(readFile(copy), /ENOENT/);
  });

  it('keep their members when a run fails', async () => {
    await using shop = await openShop();
    const { desk } = shop;
    await desk.compute({ ...buyers, spec: specOf(2), asOfMs });
    const unknown = JSON.parse(JSON.stringify(specOf(1)).replaceAll('buy"', 'bought"'));
    await assert.rejects(desk.compute({ ...buyers, spec: unknown, asOfMs }), isCoded('EVENT_UNKNOWN'));
    const stopped = desk.compute({ ...buyers, spec: specOf(1), asOfMs }, AbortSignal.abort());
    await assert.rejects(stopped, isCoded('QUERY_CANCELLED'));
    const elsewhere = specOf(1, { projectId: 'second' });
    await assert.rejects(desk.compute({ ...buyers, spec: elsewhere, asOfMs }), isCoded('NOT_FOUND'));
    assert.deepEqual(await membersOf(desk), ['a']);
    assert.equal(shop.changes(), 1);
  });

  it('are counted before they are saved', async () => {
    await using shop = await openShop();
    const spec = specOf(2, {
      criteria: {
        op: 'and',
        groups: [
          {
            op: 'and',
            filters: [{ op: 'or', conditions: [{ type: 'inSegment', in: false, segmentId: 'x' }] }],
          },
        ],
      },
    });
    assert.equal((await shop.desk.preview(spec)).segmentUsers, 4);
    assert.equal(shop.changes(), 0);
  });

  it('come from a file as well, with what it does not match', async () => {
    await using shop = await openShop();
    const { desk, lake } = shop;
    const path = join(lake.folder, 'members.csv');
    await writeFile(path, 'user_id,user_pseudo_id\nAnna,a\n,nobody\n,"""Ü"",\n1"\n');
    const trial = await desk.importFile(path, { ...buyers, isTrial: true });
    assert.deepEqual([trial.segmentUsers, trial.unmatchedCount, trial.unmatched], [2, 1, ['nobody']]);
    assert.deepEqual(await membersOf(desk), []);
    assert.deepEqual(await desk.importFile(path, { ...buyers, isTrial: false }), trial);
    assert.deepEqual(await membersOf(desk), ['"Ü",\n1', 'a']);
    const missing = desk.importFile(join(lake.folder, 'none.csv'), { ...buyers, isTrial: false });
    await assert.rejects(missing, isCoded('FILE_UNREADABLE'));
    assert.deepEqual(await membersOf(desk), ['"Ü",\n1', 'a']);
  });

  it('give the rows of their users', async () => {
    await using shop = await openShop();
    await shop.desk.compute({ ...buyers, spec: specOf(2), asOfMs });
    const [row, ...more] = await collect(shop.desk.memberUsers(buyers));
    assert.deepEqual(more, []);
    assert.equal(row?.user_pseudo_id, 'a');
    assert.equal(row?.user_id, 'Anna');
    assert.equal(row?.first_visit_date, null);
    assert.ok('user_properties_json_str' in (row ?? {}));
  });
});
