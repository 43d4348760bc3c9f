// Drag-and-drop analyses by real mouse moves: rows of the API behind each chart, menus instead of dragging, limits, saving,
// dashboards, and nothing asked of other machines.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page, Request } from 'playwright-core';
import { until } from './demo-places.ts';
import { findViolations } from './find-violations.ts';
import type { Console } from './open-console.ts';
import { openShop } from './open-shop.ts';

const base = '/analytics/first/app/shop/analyzes';
const wide = { width: 1500, height: 1200 };

interface Answer {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

let console: Console;
before(async () => {
  console = await openShop();
});
after(() => console[Symbol.asyncDispose]());

/** A field of the editor's lists. */
function pill(page: Page, name: string): Locator {
  return page
    .locator('[data-field-pill]')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .first();
}

async function middleOf(place: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await place.boundingBox();
  assert.ok(box);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drags a field with the mouse to the shelf beside its name. */
async function drag(page: Page, name: string, shelf: string): Promise<void> {
  const field = pill(page, name);
  await field.scrollIntoViewIfNeeded();
  const from = await middleOf(field);
  const to = await middleOf(page.getByText(shelf, { exact: true }));
  await page.mouse.move(from.x - 20, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x - 10, from.y + 4, { steps: 5 });
  await page.mouse.move(to.x + 120, to.y, { steps: 20 });
  await page.mouse.move(to.x + 122, to.y, { steps: 3 });
  await page.mouse.up();
}

async function addByMenu(page: Page, name: string, entry: string): Promise<void> {
  const field = pill(page, name);
  await field.scrollIntoViewIfNeeded();
  await field.locator('[role="button"]').click();
  await page
    .getByRole('menuitem', { name: entry })
    .or(page.getByText(entry, { exact: true }))
    .first()
    .click();
  // A menu that stays would cover the page.
  await page.locator('[role="menu"][aria-labelledby^="headlessui"]').waitFor({ state: 'detached' });
}

/** The newest answer that the editor got to a question with both a group and a measure. */
function followAnswers(page: Page): () => Promise<Answer> {
  const asked: Request[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/studio/walker/query')) asked.push(request);
  });
  return () =>
    until(async () => {
      for (const request of asked.toReversed()) {
        const body = request.postDataJSON();
        const steps = body.payload.workflow as readonly {
          type: string;
          query?: readonly { measures?: readonly unknown[] }[];
        }[];
        const isWhole = steps.some(({ query }) => query?.some(({ measures }) => (measures?.length ?? 0) > 0));
        const response = isWhole ? await request.response() : null;
        if (response?.ok()) return (await response.json()) as Answer;
      }
      return undefined;
    });
}

describe('drag-and-drop analyses', () => {
  it('draw what is dragged, computed on the server, and ask nothing of other machines', async () => {
    const page = await console.open(`${base}/new`, wide);
    const outside: string[] = [];
    page.on('request', (request) => {
      const isOwn = request.url().startsWith(console.product.url) || /^(data|blob):/.test(request.url());
      if (!isOwn) outside.push(request.url());
    });
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/.test(message.text()))
        problems.push(message.text());
    });
    const newestAnswer = followAnswers(page);
    await page.getByText('Drag a field to X or Y').waitFor();
    await pill(page, 'Event').waitFor();
    await pill(page, 'Users \\(distinct\\)').waitFor({ state: 'attached' });
    await drag(page, 'Event', 'X-Axis');
    await page.getByText(/^\d+ rows · /).waitFor();
    await addByMenu(page, 'Users \\(distinct\\)', 'Add to Y');
    await page.locator('canvas, svg.marks').first().waitFor();
    const { rows } = await newestAnswer();
    const { rows: expected } = await console.call<Answer>('POST', '/studio/walker/query', {
      projectId: 'first',
      appId: 'shop',
      dataset: 'events',
      time: { type: 'relative', lastN: 7, unit: 'day' },
      payload: {
        workflow: [
          {
            type: 'view',
            query: [
              {
                op: 'aggregate',
                groupBy: ['event_name'],
                measures: [{ field: 'count_distinct("user_key")', agg: 'expr', asFieldKey: 'users' }],
              },
            ],
          },
        ],
      },
    });
    const usersOf = (row: Answer['rows'][number]) =>
      Object.entries(row).find(([key]) => key !== 'event_name')?.[1] ?? null;
    const byName = (list: Answer['rows']) =>
      list.map((row) => `${row.event_name} ${usersOf(row)}`).toSorted();
    assert.ok(expected.length > 3);
    assert.deepEqual(byName(rows), byName(expected));
    await page.getByText(`${expected.length} rows · `).waitFor();
    assert.deepEqual(outside, []);
    assert.deepEqual(problems, []);
    // No write of the draft is on its way to the next test.
    await page.getByText(/^Draft saved/).waitFor();
    await page.context().close();
  });

  it('are saved with their charts, kept as drafts, opened again, and put on a dashboard', async () => {
    // What an earlier test left would be offered first.
    await console.call('DELETE', '/apps/shop/analyses/new-analysis/draft', {});
    const page = await console.open(`${base}/new`, wide);
    await pill(page, 'Event').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Users <i>by</i> event');
    await addByMenu(page, 'Event', 'Add to X');
    await addByMenu(page, 'Users \\(distinct\\)', 'Add to Y');
    await page.getByText(/^Draft saved/).waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Users <i>by</i> event' }).waitFor();
    const [saved] = await console.call<readonly { id: string }[]>('GET', '/apps/shop/analyses');
    assert.ok(saved);
    const { body } = await console.call<{
      body: {
        charts: readonly {
          encodings: { columns: readonly { fid: string }[]; rows: readonly { name: string }[] };
        }[];
      };
    }>('GET', `/apps/shop/analyses/${saved.id}`);
    assert.equal(body.charts[0]?.encodings.columns[0]?.fid, 'event_name');
    assert.equal(body.charts[0]?.encodings.rows[0]?.name, 'Users (distinct)');
    await page.reload();
    await page.getByText(/^\d+ rows · /).waitFor();
    const dashboard = await console.call<{ id: string }>('POST', '/apps/shop/dashboards', {
      body: { version: 1, name: 'Shop figures', sheets: [{ id: 's1', name: 'Sales', tiles: [] }] },
    });
    await page.getByRole('button', { name: 'Publish to dashboard' }).click();
    await page.getByRole('button', { name: /^Dashboard/ }).click();
    await page.getByRole('option', { name: 'Shop figures' }).click();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('The chart is on Shop figures.').waitFor();
    await page.goto(`${console.product.url}/analytics/first/app/shop/dashboard/${dashboard.id}`);
    await page.getByRole('img', { name: /Users <i>by<\/i> event: chart of \d+ rows/ }).waitFor();
    await page.locator('canvas, svg.marks').first().waitFor();
    await page.context().close();
  });

  it('find fields by name, and read the other data sets', async () => {
    const page = await console.open(`${base}/new`, wide);
    await pill(page, 'Event').waitFor();
    await page.getByLabel('Find a field').fill('payment');
    await pill(page, 'payment_method').waitFor();
    await pill(page, 'Event').waitFor({ state: 'detached' });
    await page.getByLabel('Find a field').fill('');
    for (const [name, measure] of [
      ['Users', 'Devices \\(distinct\\)'],
      ['Sessions', 'Sessions \\(distinct\\)'],
      ['Items', 'Devices \\(distinct\\)'],
    ] as const) {
      await page.getByRole('button', { name: /^Data set/ }).click();
      await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
      // The row of the data set before still stands in the status.
      const answered = page.waitForResponse(
        (answer) =>
          answer.url().endsWith('/studio/walker/query') &&
          answer.request().postDataJSON().dataset === name.toLowerCase() &&
          JSON.stringify(answer.request().postDataJSON()).includes('"measures":[{'),
        { timeout: 60_000 },
      );
      await addByMenu(page, measure, 'Add to Y');
      const answer = await answered;
      assert.equal(((await answer.json()) as Answer).rows.length, 1, name);
      await page.getByText(/^1 rows · /).waitFor();
    }
    await page.context().close();
  });

  it('say what went wrong with its code, and go on', async () => {
    const page = await console.open(`${base}/new`, wide);
    await pill(page, 'Event').waitFor();
    let isBroken = true;
    await page.route('**/api/studio/walker/query', (route) => {
      if (!isBroken) return route.continue();
      const error = {
        code: 'QUERY_TIMEOUT',
        message: 'The query took longer than 60 s.',
        action: 'Shorten the range.',
      };
      return route.fulfill({ status: 504, json: { error } });
    });
    await addByMenu(page, 'Event', 'Add to X');
    await page
      .getByText(/QUERY_TIMEOUT/)
      .first()
      .waitFor();
    isBroken = false;
    await addByMenu(page, 'Row count', 'Add to Y');
    await page.getByText(/^\d+ rows · /).waitFor();
    await page.context().close();
  });

  it('stand in Chinese and dark, with our own words in the menus', async () => {
    const page = await console.open(`${base}/new`, { ...wide, language: 'zh-CN', theme: 'dark' });
    const field = pill(page, '事件');
    await field.locator('[role="button"]').click();
    await page.getByRole('menuitem', { name: '添加到 X' }).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.keyboard.press('Escape');
    await addByMenu(page, '事件', '添加到 X');
    await page.getByText(/^\d+ 行 · /).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.context().close();
  });

  it('list what was saved, and take a deletion back', async () => {
    const page = await console.open(base);
    await page
      .getByRole('row', { name: /Users <i>by<\/i> event/ })
      .getByRole('radio')
      .click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Users <i>by</i> event was deleted.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Users <i>by</i> event' }).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.context().close();
  });
});
