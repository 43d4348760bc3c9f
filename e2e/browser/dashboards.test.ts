// Dashboards through real clicks: the life cycle's numbers, boards of one's own, conflicts, files, who may do what.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from './demo-places.ts';
import { untilSettled } from './look-at-page.ts';
import { type Console, cookiesOf, openConsole } from './open-console.ts';

const place = { projectId: 'first', appId: 'shop' };
const base = '/analytics/first/app/shop';
const hostileName = '<img src=x onerror="document.title=1"> & KPIs';

let console: Console;
before(async () => {
  console = await openConsole();
  const { code, stderr } = await console.product.run('demo', '--no-live', '--events', '20000');
  assert.equal(code, 0, stderr);
});
after(() => console[Symbol.asyncDispose]());

interface Visual {
  readonly outcome: {
    readonly result: { readonly rows: (string | number | null)[][]; readonly chart: unknown };
  };
}

/** A visual's result as the API answers it. */
async function visual(id: string): Promise<Visual['outcome']['result']> {
  const answer = await console.call<{ sheets: { sections: { visuals: Visual[] }[] }[] }>(
    'POST',
    '/studio/dashboard/lifecycle',
    { ...place, visuals: [id] },
  );
  const [found] = answer.sheets[0]?.sections[0]?.visuals ?? [];
  assert.ok(found);
  return found.outcome.result;
}

const number = (text: string) => Number(text.replaceAll(/[^\d.-]/g, ''));

/** Clicks an entry of a card's menu and returns the file that it saves. */
async function fileOf(page: Page, menu: string, entry: string): Promise<Buffer> {
  await page.getByRole('button', { name: menu }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
  return readFileSync(await (await saved).path());
}

async function newDashboard(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'Create dashboard' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL(/dashboard\/[^/]+\?edit=1/);
  const id = new URL(page.url()).pathname.split('/').at(-1);
  assert.ok(id);
  return id;
}

async function addFromTab(page: Page, tab: string, act: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Add card' }).first().click();
  await page.getByRole('tab', { name: tab }).click();
  await act();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

interface SavedBody {
  readonly version: number;
  readonly body: {
    readonly name: string;
    readonly sheets: {
      name: string;
      tiles: { id: string; kind: string; title?: string; x: number; y: number; w: number; h: number }[];
    }[];
  };
}
const read = (id: string) => console.call<SavedBody>('GET', `/apps/shop/dashboards/${id}`);

describe('the life cycle dashboard', () => {
  /** Purchases of the 30 days before today, as the events say. */
  async function purchases(): Promise<unknown> {
    const [row] = await console.product.query(
      `select count(*)::int as n from event_v2 where app_id = 'shop' and event_name = 'purchase'
       and (event_timestamp at time zone 'UTC' at time zone 'Europe/Berlin')::date
         between (now() at time zone 'Europe/Berlin')::date - 30 and (now() at time zone 'Europe/Berlin')::date - 1`,
    );
    return row?.n;
  }

  it('shows the numbers of the API, which are those of the events', async () => {
    const before = await purchases();
    const page = await console.open(`${base}/dashboard/lifecycle`);
    await page.locator('.ms-kpi-value span[title]').nth(1).waitFor();
    await untilSettled(page);
    const totals = await visual('overview.totals');
    const shown = await page
      .locator('.ms-kpi-value span[title]')
      .evaluateAll((all) => all.map((one) => one.title));
    assert.deepEqual(
      shown.slice(0, 2).map(number),
      totals.rows.slice(0, 2).map(([, value]) => value),
    );
    // Told with the first answer, in a part of the page of its own.
    await until(async () => {
      const all = await page.locator('header, [class*=header]').allInnerTexts();
      return /Data to .* final to/.test(all.join(' ')) ? true : undefined;
    });

    await page.getByRole('tab', { name: 'Engagement' }).click();
    const card = page.locator('[data-visual="engagement.eventTable"]');
    await card.scrollIntoViewIfNeeded();
    await card
      .getByRole('cell', { name: 'purchase', exact: true })
      .or(card.getByRole('rowheader', { name: 'purchase', exact: true }))
      .waitFor();
    const row = card.getByRole('row').filter({ hasText: /^purchase/ });
    const [count] = await row.getByRole('button').allInnerTexts();
    // Of the days as they are now, or as they were when the page asked: midnight may lie between.
    assert.ok([before, await purchases()].includes(number(count ?? '')), `${count}`);
    await page.close();
  });

  it('opens a number as a list of exactly so many', async () => {
    const page = await console.open(`${base}/dashboard/lifecycle`);
    const figure = page.locator('.ms-kpi-value button').first();
    await figure.click();
    const users = number((await figure.locator('span').getAttribute('title')) ?? '');
    await page.getByRole('menuitem', { name: 'See users' }).click();
    await page
      .getByText(new RegExp(`${users.toLocaleString('en-US')} users`))
      .first()
      .waitFor();
    assert.match(page.url(), /sel=/);
    await page.goBack();
    await page
      .getByText(new RegExp(`${users.toLocaleString('en-US')} users`))
      .first()
      .waitFor({ state: 'detached' });
    await page.close();
  });

  it('keeps range, platforms and dimension in the address, for all sheets', async () => {
    const page = await console.open(
      `${base}/dashboard/lifecycle?sheet=acquisition&platforms=Web&userDimension=firstTrafficMedium`,
    );
    const asked = page.waitForRequest(
      (request) => request.url().endsWith('/dashboard/lifecycle') && request.method() === 'POST',
    );
    await page.getByRole('tab', { name: 'Device' }).click();
    const body = (await asked).postDataJSON();
    assert.deepEqual(body.platforms, ['Web']);
    assert.equal(body.parameters.userDimension, 'firstTrafficMedium');
    assert.equal(new URL(page.url()).searchParams.get('platforms'), 'Web');
    await page.close();
  });

  it('links its tables of single rows: a row filters the others', async () => {
    const page = await console.open(`${base}/dashboard/lifecycle?sheet=details`);
    const events = page.getByRole('table', { name: 'Event details' });
    await events.getByRole('row').nth(1).waitFor();
    await events.getByRole('row').nth(1).click();
    await page.waitForURL(/event=/);
    const id = new URL(page.url()).searchParams.get('event');
    await events.locator('tbody tr').nth(1).waitFor({ state: 'detached' });
    assert.ok(id);
    assert.match(await events.locator('tbody tr').innerText(), new RegExp(id));
    await page.close();
  });

  it('saves cards as files that open, with range and zone on them', async () => {
    const page = await console.open(`${base}/dashboard/lifecycle`);
    await page.locator('[data-visual="overview.usersByDay"] canvas').first().waitFor();
    const menu = 'Menu of Active and new users by day';
    const csv = (await fileOf(page, menu, 'CSV')).toString('utf8');
    const { rows } = await visual('overview.usersByDay');
    const lines = csv
      .trim()
      .split('\r\n')
      .filter((line) => !line.replace('\ufeff', '').startsWith('#'));
    assert.equal(lines.length, rows.length + 1);
    assert.deepEqual(lines[1]?.split(','), rows[0]?.map(String));
    assert.match(csv, /# .*Europe\/Berlin/);
    assert.equal((await fileOf(page, menu, 'XLSX')).subarray(0, 2).toString(), 'PK');
    const png = await fileOf(page, menu, 'PNG');
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.ok(png.length > 10_000);
    const pdf = (await fileOf(page, menu, 'PDF')).toString('latin1');
    assert.match(pdf, /^%PDF-1\.4/);
    assert.equal(pdf.slice(Number(/startxref\n(\d+)/.exec(pdf)?.[1])).slice(0, 4), 'xref');
    await page.close();
  });

  it('carries notes that people write and delete', async () => {
    const page = await console.open(`${base}/dashboard/lifecycle`);
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByRole('textbox', { name: 'Label' }).fill('Release <b>2</b>');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: /1 note/ }).click();
    await page.getByText('Release <b>2</b>').waitFor();
    await page.getByRole('button', { name: 'Delete: Release <b>2</b>' }).click();
    await page.getByText('Release <b>2</b> was deleted.').waitFor();
    assert.deepEqual(await console.call('GET', '/apps/shop/annotations'), []);
    await page.close();
  });

  it('becomes a board of one’s own', async () => {
    const page = await console.open(`${base}/dashboard/lifecycle`);
    await page.getByRole('button', { name: 'Duplicate to edit' }).click();
    await page.waitForURL(/edit=1/);
    await page.getByRole('heading', { name: 'Copy of User life cycle – default' }).waitFor();
    await page.getByText('Key figures').first().waitFor();
    await page.close();
  });
});

describe('dashboards of one’s own', () => {
  it('are made, filled, moved and resized by keyboard, undone, saved, and stay as they were', async () => {
    const page = await console.open(`${base}/dashboards`);
    const id = await newDashboard(page, hostileName);
    await addFromTab(page, 'Number', async () => {
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /Event|event/ })
        .first()
        .click();
      await page
        .getByRole('option', { name: /purchase/ })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    });
    await addFromTab(page, 'Life cycle', async () => {
      await page.getByRole('searchbox', { name: 'Search' }).fill('stickiness');
      await page.getByRole('button', { name: 'Add: User stickiness' }).click();
    });
    await addFromTab(page, 'Text and divider', async () => {
      await page.getByRole('textbox', { name: 'Text' }).fill('<script>alert(1)</script> as text');
      await page.getByRole('button', { name: 'Add text' }).click();
    });
    const tile = page.locator('[data-tile]');
    await assert.doesNotReject(page.getByText('<script>alert(1)</script> as text').first().waitFor());
    assert.equal(await tile.count(), 3);

    const resize = page.getByRole('button', { name: 'Resize User stickiness' });
    await resize.focus();
    for (const key of ['Enter', 'ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    const drag = page.getByRole('button', { name: 'Move User stickiness' });
    await drag.focus();
    for (const key of ['Enter', 'ArrowUp', 'ArrowUp', 'Enter']) await page.keyboard.press(key);

    // The name of what it takes back stands on the button.
    const undo = page.getByRole('button', { name: /^Undo: Move User stickiness/ });
    await undo.click();
    await page.getByRole('button', { name: /^Undo: Resize User stickiness/ }).waitFor();
    await page.getByRole('button', { name: /^Redo: Move User stickiness/ }).click();
    await undo.waitFor();

    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/was saved/).waitFor();
    const { body, version } = await read(id);
    assert.equal(version, 2);
    assert.equal(body.name, hostileName);
    const tiles = body.sheets[0]?.tiles ?? [];
    const stickiness = tiles.find(({ title }) => title === 'User stickiness');
    assert.deepEqual([stickiness?.w, stickiness?.h, stickiness?.y], [27, 18, 0]);

    await page.reload();
    await page.getByRole('heading', { level: 1, name: hostileName }).waitFor();
    await page.locator('.ms-grid > div').nth(2).waitFor();
    assert.equal(await page.title(), `${hostileName} · Millstream`);
    assert.equal(await page.locator('.ms-grid > div').count(), 3);
    assert.equal(
      await page.getByRole('button', { name: /^Move / }).count(),
      0,
      'nothing moves while it is looked at',
    );
    assert.deepEqual((await read(id)).body, body);
    await page.close();
  });

  it('never lose a save: the second of two sees the difference and keeps a copy', async () => {
    const body = {
      version: 1,
      name: 'Shared',
      sheets: [
        {
          id: 's',
          name: 'Sheet',
          tiles: [{ kind: 'text', id: 't', x: 0, y: 0, w: 18, h: 6, text: 'first' }],
        },
      ],
    };
    const { id } = await console.call<{ id: string }>('POST', '/apps/shop/dashboards', { body });
    const [one, other] = [
      await console.open(`${base}/dashboard/${id}?edit=1`),
      await console.open(`${base}/dashboard/${id}?edit=1`),
    ];
    for (const [page, label] of [
      [one, 'Mine'],
      [other, 'Theirs'],
    ] as const)
      await addFromTab(page, 'Text and divider', async () => {
        await page.getByRole('textbox', { name: 'Divider' }).fill(label);
        await page.getByRole('button', { name: 'Add divider' }).click();
      });
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await other.getByText('Shared was saved.').waitFor();
    await one.getByRole('button', { name: 'Save', exact: true }).click();
    await one.getByText('Somebody else saved first').waitFor();
    await one.getByRole('button', { name: 'See difference' }).click();
    await one.getByText('Only yours has the card Mine.').waitFor();
    await one.getByText('Only theirs has the card Theirs.').waitFor();
    await one.getByRole('button', { name: 'Save mine as a copy' }).click();
    await one.getByRole('heading', { level: 1, name: 'Copy of Shared' }).waitFor();
    assert.deepEqual((await read(id)).body.sheets[0]?.tiles.length, 2);
    await one.close();
    await other.close();
  });

  it('show a card whose event is unknown beside those that work', async () => {
    const spec = (event: string) => ({
      version: 1,
      kind: 'event',
      ...place,
      time: { type: 'relative', lastN: 7, unit: 'day' },
      event: { metrics: [{ event, measure: { type: 'eventCount' } }] },
    });
    const card = { kind: 'exploration', w: 18, h: 15, y: 0, shownAs: 'chart' };
    const body = {
      version: 1,
      name: 'Half gone',
      sheets: [
        {
          id: 's',
          name: 'Sheet',
          tiles: [
            { ...card, id: 'a', x: 0, title: 'Gone', spec: spec('no_such_event') },
            { ...card, id: 'b', x: 18, title: 'There', spec: spec('purchase') },
          ],
        },
      ],
    };
    const { id } = await console.call<{ id: string }>('POST', '/apps/shop/dashboards', { body });
    const page = await console.open(`${base}/dashboard/${id}`);
    await page.locator('[data-tile="b"] canvas').waitFor();
    await page
      .locator('[data-tile="a"]')
      .getByText(/EVENT_UNKNOWN|SPEC_INVALID|no_such_event|Nothing matches/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: 'Gone' }).first().waitFor();
    await page.close();
  });

  it('are looked at by readers, who can change nothing, and hidden from those they are not shared with', async () => {
    const invited = await console.call<{ link: { path: string } }>('POST', '/users', {
      email: 'li@example.org',
      name: 'Li Wei',
      grants: [{ role: 'AnalystReader', projectId: null }],
    });
    const token = new URL(invited.link.path, console.product.url).searchParams.get('token');
    const answer = await fetch(`${console.product.url}/api/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: console.product.url },
      body: JSON.stringify({
        token,
        name: 'Li Wei',
        email: 'li@example.org',
        password: 'nine quiet lamps at dawn',
      }),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    const li = cookiesOf(answer);
    const secret = {
      version: 1,
      name: 'Secret',
      sharing: { roles: [], byLink: false },
      sheets: [{ id: 's', name: 'S' }],
    };
    const { id } = await console.call<{ id: string }>('POST', '/apps/shop/dashboards', { body: secret });
    const page = await console.open(`${base}/dashboards`, {}, li);
    await page.getByRole('link', { name: 'User life cycle – default' }).first().waitFor();
    assert.equal(await page.getByRole('link', { name: 'Secret' }).count(), 0);
    assert.equal(
      await page.getByRole('button', { name: 'Create dashboard' }).getAttribute('aria-disabled'),
      'true',
    );
    const asLi = (method: string, path: string, body?: unknown) =>
      fetch(`${console.product.url}/api${path}`, {
        method,
        headers: { cookie: li, origin: console.product.url, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    assert.equal((await asLi('GET', `/apps/shop/dashboards/${id}`)).status, 404);
    assert.equal((await asLi('POST', '/apps/shop/dashboards', { body: secret })).status, 403);
    assert.equal((await asLi('PUT', '/apps/shop/realtime', { isOn: false })).status, 403);
    await page.goto(`${console.product.url}${base}/dashboard/lifecycle`);
    await page.locator('.ms-kpi-value').first().waitFor();
    await page.close();
  });

  it('come back after a deletion', async () => {
    const body = { version: 1, name: 'Short-lived', sheets: [{ id: 's', name: 'S' }] };
    await console.call('POST', '/apps/shop/dashboards', { body });
    const page = await console.open(`${base}/dashboards`);
    await page.getByRole('button', { name: 'Menu of Short-lived' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('Short-lived was deleted.').waitFor();
    await page.getByRole('link', { name: 'Short-lived' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Short-lived' }).waitFor();
    await page.close();
  });
});
