import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openSite } from './open-page.ts';

const site = await openSite();
after(() => site[Symbol.asyncDispose]());

const configuration = { isTrackErrorEvents: true };
/** Runs text as a script of the page does: what it throws reaches the window. */
const run = (page: Page, script: string): Promise<unknown> =>
  page.evaluate(`new Promise((done) => { setTimeout(${JSON.stringify(script)}); setTimeout(done, 1) })`);

const messages = (found: readonly Readonly<Record<string, unknown>>[]): readonly unknown[] =>
  found.map(({ _exception_message }) => _exception_message);

describe('_app_exception', () => {
  const cases: readonly { readonly it: string; readonly script: string; readonly message?: string }[] = [
    { it: 'records an error that nobody caught', script: 'throw new TypeError("a")', message: 'a' },
    { it: 'records a promise that nobody caught', script: 'Promise.reject(new Error("b"))', message: 'b' },
    { it: 'records a promise that was rejected with a text', script: 'Promise.reject("c")', message: 'c' },
    { it: 'names an error without a message', script: 'throw new RangeError()', message: 'RangeError' },
    { it: 'records what is thrown and no error', script: 'throw "d"', message: 'Uncaught d' },
    {
      it: 'survives a reason that has no text',
      script: 'Promise.reject({ toString() { throw new Error("e") } })',
    },
    { it: 'records no image that is missing', script: 'new Image().src = "http://127.0.0.1:1/x.png"' },
    {
      it: 'records no notice of a ResizeObserver',
      script: 'dispatchEvent(new ErrorEvent("error", { message: "ResizeObserver loop limit exceeded" }))',
    },
  ];
  for (const { it: name, script, message } of cases)
    it(name, async () => {
      await using opened = await site.open({ configuration });
      await run(opened.page, script);
      const expected = message === undefined ? [] : [message];
      assert.deepEqual(messages(await opened.attributesOf('_app_exception')), expected);
    });

  it('cuts message and stack to 1,024 characters', async () => {
    await using opened = await site.open({ configuration });
    await run(opened.page, 'throw Object.assign(new Error("m".repeat(3000)), { stack: "s".repeat(3000) })');
    assert.deepEqual(await opened.attributesOf('_app_exception'), [
      { _exception_message: 'm'.repeat(1_024), _exception_stack: 's'.repeat(1_024) },
    ]);
  });

  it('records the same error once in 10 s', async () => {
    await using opened = await site.open({
      configuration,
      async prepare(page) {
        await page.clock.install();
      },
    });
    await opened.until('_page_view');
    const fail = 'dispatchEvent(new ErrorEvent("error", { message: "same", filename: "a.js" }))';
    await opened.page.evaluate(`${fail}; ${fail}`);
    await opened.page.clock.fastForward(10_000);
    await opened.page.evaluate(`${fail}; ${fail}`);
    assert.deepEqual(await opened.attributesOf('_app_exception'), [
      { _exception_message: 'same', _exception_stack: 'a.js:0:0' },
      { _exception_message: 'same', _exception_stack: 'a.js:0:0' },
    ]);
  });

  it('records at most 10 on each page', async () => {
    await using opened = await site.open({ configuration });
    const fail = (name: string): string =>
      `for (let n = 0; n < 12; n++) dispatchEvent(new ErrorEvent("error", { message: "${name}" + n }))`;
    await opened.page.evaluate(fail('a'));
    await opened.page.evaluate('history.pushState({}, "", "/next")');
    await opened.page.evaluate(fail('b'));
    const found = messages(await opened.attributesOf('_app_exception'));
    assert.deepEqual(
      found,
      ['a', 'b'].flatMap((name) => Array.from({ length: 10 }, (_, n) => `${name}${n}`)),
    );
  });

  it('is off unless asked for', async () => {
    await using opened = await site.open();
    await run(opened.page, 'throw new Error("a")');
    assert.deepEqual(await opened.attributesOf('_app_exception'), []);
  });
});

describe('web_vital', () => {
  const libraryFiles =
    'performance.getEntriesByType("resource").filter(({ name }) => /web-vitals/.test(name)).length';

  it('records each metric once, with its rating', async () => {
    await using opened = await site.open({
      configuration: { isTrackWebVitalEvents: true },
      body: '<h1>Shop</h1><button onclick="this.textContent = 1">Press</button>',
    });
    const { page, until } = opened;
    await until('web_vital', 2);
    await page.click('button');
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
    // Out of sight, back and out of sight: metrics are final when a page is hidden, and again after that.
    const turn = async (state: string): Promise<void> => {
      await page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
        Object.defineProperty(document, 'hidden', { value: ${state === 'hidden'}, configurable: true });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`);
    };
    for (const state of ['hidden', 'visible', 'hidden', 'visible']) await turn(state);
    const vitals = await until('web_vital', 5);
    assert.deepEqual(vitals.map(({ name }) => name).sort(), ['CLS', 'FCP', 'INP', 'LCP', 'TTFB']);
    for (const { value, delta, rating } of vitals) {
      assert.equal(value, delta);
      assert.match(String(rating), /^(good|needs-improvement|poor)$/);
    }
    assert.equal((await opened.attributesOf('web_vital')).length, 5);
    assert.equal(await page.evaluate(libraryFiles), 1);
  });

  it('does not load its file unless asked for', async () => {
    await using opened = await site.open();
    assert.deepEqual(await opened.attributesOf('web_vital'), []);
    assert.equal(await opened.page.evaluate(libraryFiles), 0);
  });
});
