import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ControlServer, openControlServer } from './control-server.ts';

const say = (control: ControlServer, path: string, body: unknown) =>
  fetch(`${control.url}/${path}`, { method: 'POST', body: JSON.stringify(body) });
const ask = (control: ControlServer) => fetch(`${control.url}/command`);
const hello = { platform: 'swift', capabilities: ['screens'] };

describe('the control server', () => {
  it('makes a driver of a program that says hello, and hands commands and answers over', async () => {
    await using control = await openControlServer();
    await say(control, 'hello', hello);
    const driver = await control.driver;
    assert.equal(driver.platform, 'swift');
    assert.deepEqual(driver.capabilities, ['screens']);
    const answer = driver.send({ id: 7, do: 'tick', untilMs: 50 });
    assert.deepEqual(await (await ask(control)).json(), { id: 7, do: 'tick', untilMs: 50 });
    const told = { id: 7, ok: true, result: { elapsedMs: 50, fired: 0 } };
    assert.equal((await say(control, 'answer', told)).status, 200);
    assert.deepEqual(await answer, told);
  });

  it('lets a program wait for its next command', async () => {
    await using control = await openControlServer();
    await say(control, 'hello', hello);
    const driver = await control.driver;
    const command = ask(control);
    const answer = driver.send({ id: 1, do: 'flush' });
    assert.deepEqual(await (await command).json(), { id: 1, do: 'flush' });
    await say(control, 'answer', { id: 1, unsupported: 'cannot' });
    assert.deepEqual(await answer, { id: 1, unsupported: 'cannot' });
  });

  it('takes answers in any order', async () => {
    await using control = await openControlServer();
    await say(control, 'hello', hello);
    const driver = await control.driver;
    const answers = [
      driver.send({ id: 1, do: 'settle', hanging: 0 }),
      driver.send({ id: 2, do: 'settle', hanging: 1 }),
    ];
    await ask(control);
    await ask(control);
    await say(control, 'answer', { id: 2, ok: true });
    await say(control, 'answer', { id: 1, ok: false, error: 'broke' });
    assert.deepEqual(await Promise.all(answers), [
      { id: 1, ok: false, error: 'broke' },
      { id: 2, ok: true },
    ]);
  });

  const wrong = [
    {
      title: 'a hello of an unknown SDK',
      path: 'hello',
      body: { platform: 'cobol', capabilities: [] },
      status: 400,
    },
    { title: 'an answer without an id', path: 'answer', body: { ok: true }, status: 400 },
    { title: 'another path', path: 'other', body: {}, status: 404 },
  ];
  for (const { title, path, body, status } of wrong) {
    it(`refuses ${title}`, async () => {
      await using control = await openControlServer();
      assert.equal((await say(control, path, body)).status, status);
    });
  }

  it('says the end to a program that waits, and fails what was not answered', async () => {
    const control = await openControlServer();
    await say(control, 'hello', hello);
    const driver = await control.driver;
    const answer = driver.send({ id: 1, do: 'flush' });
    await ask(control);
    const waiting = ask(control);
    const url = control.url;
    // The poll must have come before the end, or it would find no server.
    await fetch(`${url}/other`);
    await control.close();
    assert.equal((await waiting).status, 410);
    assert.deepEqual(await answer, { id: 1, ok: false, error: 'the driver is gone' });
    assert.deepEqual(await driver.send({ id: 2, do: 'flush' }), {
      id: 2,
      ok: false,
      error: 'the driver is gone',
    });
  });

  it('fails for those who wait for a hello that never came', async () => {
    const control = await openControlServer();
    await control.close();
    await assert.rejects(control.driver, /never said hello/);
  });
});
