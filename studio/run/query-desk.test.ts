import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { type DeskRun, QueryDesk } from './query-desk.ts';

const question = (id: string, key: string | null = id) => ({ id, purpose: 'event', key });

function desk(slots = 1) {
  let now = 0;
  const queries = new QueryDesk({ slots, clock: { now: () => now, monotonic: () => now } });
  return { queries, advance: (ms: number) => (now += ms) };
}

/** Work that ends when it is told to. */
function heldWork() {
  const { promise, resolve } = Promise.withResolvers<string>();
  const began = Promise.withResolvers<DeskRun>();
  let runs = 0;
  const work = (run: DeskRun): Promise<string> => {
    runs += 1;
    began.resolve(run);
    run.signal.addEventListener('abort', () => resolve('stopped'));
    return promise;
  };
  return { work, finish: resolve, began: began.promise, runs: () => runs };
}

const isCancelled = (error: unknown) => error instanceof CodedError && error.code === 'QUERY_CANCELLED';

describe('query desk', () => {
  it('runs no more queries at a time than it has slots', async () => {
    const { queries } = desk();
    const [first, second] = [heldWork(), heldWork()];
    const answers = [queries.ask(question('a'), first.work), queries.ask(question('b'), second.work)];
    await first.began;
    assert.deepEqual(
      queries.list().map(({ id, state }) => [id, state]),
      [
        ['a', 'running'],
        ['b', 'waiting'],
      ],
    );
    assert.equal(second.runs(), 0);
    first.finish('one');
    await second.began;
    second.finish('two');
    assert.deepEqual(await Promise.all(answers), ['one', 'two']);
    assert.deepEqual(queries.list(), []);
  });

  it('answers equal questions with one run, for a minute', async () => {
    const { queries, advance } = desk();
    const held = heldWork();
    const answers = [queries.ask(question('a', 'k'), held.work), queries.ask(question('b', 'k'), held.work)];
    held.finish('same');
    assert.deepEqual(await Promise.all(answers), ['same', 'same']);
    assert.equal(await queries.ask(question('c', 'k'), held.work), 'same');
    assert.equal(held.runs(), 1);
    advance(60_001);
    await queries.ask(question('d', 'k'), held.work);
    assert.equal(held.runs(), 2);
  });

  it('keeps no answer of before the data changed', async () => {
    const { queries } = desk();
    const held = heldWork();
    const running = queries.ask(question('a', 'k'), held.work);
    await held.began;
    queries.forget();
    held.finish('old');
    assert.equal(await running, 'old');
    assert.equal(await queries.ask(question('b', 'k'), async () => 'new'), 'new');
  });

  it('goes on for the others when one of them withdraws', async () => {
    const { queries } = desk();
    const held = heldWork();
    const staying = queries.ask(question('a', 'k'), held.work);
    const leaving = queries.ask(question('b', 'k'), held.work);
    const run = await held.began;
    assert.equal(queries.cancel('b'), true);
    await assert.rejects(leaving, isCancelled);
    assert.equal(run.signal.aborted, false);
    held.finish('done');
    assert.equal(await staying, 'done');
  });

  it('stops the run when the last one withdraws, and starts anew for the next', async () => {
    const { queries } = desk();
    const held = heldWork();
    const leaving = queries.ask(question('a', 'k'), held.work);
    const run = await held.began;
    queries.cancel('a');
    const next = queries.ask(question('b', 'k'), async () => 'fresh');
    await assert.rejects(leaving, isCancelled);
    assert.equal(run.signal.aborted, true);
    assert.equal(await next, 'fresh');
  });

  it('never begins a query that was withdrawn while it waited', async () => {
    const { queries } = desk();
    const [first, second] = [heldWork(), heldWork()];
    const running = queries.ask(question('a'), first.work);
    const waiting = queries.ask(question('b'), second.work);
    await first.began;
    queries.cancel('b');
    await assert.rejects(waiting, isCancelled);
    first.finish('one');
    await running;
    assert.equal(await queries.ask(question('c'), async () => 'three'), 'three');
    assert.equal(second.runs(), 0);
  });

  it('tells what the engine says of the progress', async () => {
    const { queries } = desk();
    const held = heldWork();
    const running = queries.ask(question('a'), held.work);
    (await held.began).onProgress({ percent: 40, rowsRead: 1000 });
    assert.equal(queries.list()[0]?.percent, 40);
    held.finish('x');
    await running;
  });
});
