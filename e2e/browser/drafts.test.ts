// Drafts of edits while the server is slow to take them: what it holds in the end is the edit as it stands, or nothing.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page, Response } from 'playwright-core';
import { type Console, openConsole } from './open-console.ts';

const path = '/analytics/first/app/web/segments/new';

interface Draft {
  readonly body: { readonly name: string; readonly criteria: { readonly groups: readonly object[] } };
}

let console: Console;
before(async () => {
  console = await openConsole();
});
after(() => console[Symbol.asyncDispose]());

const drafts = () => console.call<readonly Draft[]>('GET', '/apps/web/segments-drafts');

/** The answer to the next call of a method to the page's draft. */
function answerTo(page: Page, method: string): Promise<Response> {
  return page.waitForResponse(
    (answer) => answer.url().endsWith('/new-segment/draft') && answer.request().method() === method,
  );
}

/** Keeps the next write of the page's draft from the server until it is let go. */
async function holdWrite(page: Page): Promise<{ readonly asked: Promise<void>; letGo(): void }> {
  const asked = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  await page.route('**/new-segment/draft', async (route) => {
    if (route.request().method() === 'PUT') {
      asked.resolve();
      await free.promise;
    }
    await route.continue();
  });
  return { asked: asked.promise, letGo: free.resolve };
}

describe('drafts of edits', () => {
  it('are gone after Discard, also one that was on its way', async () => {
    const page = await console.open(path);
    const write = await holdWrite(page);
    await page.getByLabel('Name', { exact: true }).fill('Unfinished');
    await write.asked;
    const answers = Promise.all([answerTo(page, 'PUT'), answerTo(page, 'DELETE')]);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor();
    write.letGo();
    await answers;
    assert.deepEqual(await drafts(), []);
    await page.context().close();
  });

  it('are told to be saved only once the server has the edit as it stands', async () => {
    // What an earlier test left would be offered first.
    await console.call('DELETE', '/apps/web/segments/new-segment/draft', {});
    const page = await console.open(path);
    const saved = page.getByText(/^Draft saved/);
    await page.getByLabel('Name', { exact: true }).fill('Kept');
    await saved.waitFor();
    const write = await holdWrite(page);
    await page.getByRole('button', { name: 'Add group' }).click();
    await write.asked;
    await page.getByRole('button', { name: 'Undo: add group' }).click();
    await page.getByRole('button', { name: 'Redo: add group' }).waitFor();
    // The server may get the group any moment.
    assert.equal(await saved.isVisible(), false);
    write.letGo();
    await saved.waitFor();
    assert.deepEqual(
      (await drafts()).map(({ body }) => [body.name, body.criteria.groups.length]),
      [['Kept', 1]],
    );
    await page.context().close();
  });
});
