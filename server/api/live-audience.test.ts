import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLiveAudience } from './live-audience.ts';

/** Longer than any test: only what is asked for by name runs. */
const never = 3_600_000;

/** Resolves with the first values that a listener hears. */
function firstOf<Value>(join: ReturnType<typeof createLiveAudience<Value>>['join']) {
  const heard = Promise.withResolvers<Value>();
  const leave = join({ tell: heard.resolve, failed: heard.reject });
  return { value: heard.promise, leave };
}

describe('listeners of one question', () => {
  it('share its answers: it is asked once for all of them', async () => {
    let asked = 0;
    const answer = Promise.withResolvers<number>();
    const audience = createLiveAudience(() => {
      asked += 1;
      return answer.promise;
    }, never);
    const [one, other] = [firstOf(audience.join), firstOf(audience.join)];
    answer.resolve(42);
    assert.deepEqual(await Promise.all([one.value, other.value]), [42, 42]);
    assert.equal(asked, 1);
    const late = firstOf(audience.join);
    assert.equal(await late.value, 42, 'who comes later hears the last answer at once');
    for (const { leave } of [one, other, late]) leave();
  });

  it('end the question when the last of them leaves', async () => {
    const stopped = Promise.withResolvers<boolean>();
    const audience = createLiveAudience((signal) => {
      signal.addEventListener('abort', () => stopped.resolve(true));
      return new Promise<never>(() => {});
    }, never);
    const leaves = [0, 1].map(() => audience.join({ tell() {}, failed() {} }));
    for (const leave of leaves) leave();
    assert.equal(await stopped.promise, true);
  });

  it('hear of a failure, and of the answer after it', async () => {
    const answers = [Promise.reject(new Error('no engine')), Promise.resolve('back')];
    const heard: string[] = [];
    const back = Promise.withResolvers<void>();
    const failed = Promise.withResolvers<void>();
    const audience = createLiveAudience(() => answers.shift() ?? new Promise<string>(() => {}), never);
    const leave = audience.join({
      tell(value) {
        heard.push(value);
        back.resolve();
      },
      failed(error) {
        heard.push((error as Error).message);
        failed.resolve();
      },
    });
    await failed.promise;
    audience.askNow();
    await back.promise;
    assert.deepEqual(heard, ['no engine', 'back']);
    leave();
  });
});
