// Realtime through a real browser: an event that is sent moves the page; pause, off, and what readers may do.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type Console, openConsole } from './open-console.ts';

const path = '/analytics/first/app/web/realtime';
/** What an event may take from the collector to the page. */
const latencyMs = 15_000;

let console: Console;
before(async () => {
  console = await openConsole();
});
after(() => console[Symbol.asyncDispose]());

/** Sends one event as a client would; `page` is its title. */
async function send(user: string, title: string): Promise<void> {
  const now = Date.now();
  const event = {
    event_id: randomUUID(),
    event_type: '_page_view',
    timestamp: now,
    unique_id: user,
    device_id: user,
    platform: 'Web',
    app_id: 'web',
    sdk_name: 'aws-solution-clickstream-sdk',
    sdk_version: '0.12.0',
    user: {},
    attributes: {
      _session_id: `session-${user}`,
      _session_start_timestamp: now,
      _session_number: 1,
      _session_duration: 0,
      _page_title: title,
      _page_url: 'https://shop.example/a',
    },
  };
  const answer = await fetch(`${console.product.collect}/collect?appId=web&platform=Web`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent':
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36',
    },
    body: JSON.stringify([event]),
  });
  assert.equal(answer.status, 200, await answer.text());
}

describe('realtime', () => {
  it('says that nothing came yet, and shows an event within 15 seconds after it was sent', async () => {
    const page = await console.open(path);
    await page.getByText('No events yet.').waitFor();
    await page.getByText(/Live · \d+ s behind/).waitFor();
    const sentAt = performance.now();
    await send('user-1', '<b>Tea</b>');
    const users = page.locator('.ms-kpi').filter({ hasText: 'Users, 5 min' }).locator('.ms-kpi-value');
    await page.locator('[class*=feed] li').first().waitFor();
    assert.ok(performance.now() - sentAt < latencyMs);
    await users.getByText('1', { exact: true }).waitFor();
    await page.locator('[class*=feed] li').first().getByRole('button').first().click();
    await page.getByText('"page_view_page_title": "<b>Tea</b>"').waitFor();
    await page.close();
  });

  it('stands still while it is paused, and tells how many events wait', async () => {
    const page = await console.open(path);
    await page.locator('[class*=feed] li').first().waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    const before = await page.locator('[class*=feed] li').count();
    await send('user-2', 'Coffee');
    await page.getByRole('button', { name: '1 new. Show' }).waitFor();
    assert.equal(await page.locator('[class*=feed] li').count(), before);
    await page.getByRole('button', { name: '1 new. Show' }).click();
    await page.locator('[class*=feed] li').nth(before).waitFor();
    await page.close();
  });

  it('asks in a rhythm of one’s choice, kept in the address', async () => {
    const page = await console.open(`${path}?refresh=15&minutes=30`);
    await page.getByText(/^Shown: /).waitFor();
    assert.equal(await page.getByText(/Live · /).count(), 0);
    await page.close();
  });

  it('is stopped and started for the app, at once for everybody who looks', async () => {
    const [one, other] = [await console.open(path), await console.open(path)];
    await other.getByText(/Live · \d+ s behind/).waitFor();
    await one.getByRole('button', { name: 'Stop realtime' }).click();
    await one.getByText(/Realtime is off for/).waitFor();
    await other.getByText(/Realtime is off for/).waitFor();
    await other.getByText(/mei@example.org stopped it/).waitFor();
    await other.getByRole('button', { name: 'Start', exact: true }).click();
    await one.getByText('Users by minute').first().waitFor();
    await one.close();
    await other.close();
  });

  it('comes back by itself after the server was away', async () => {
    const page = await console.open(path);
    await page.getByText(/Live · \d+ s behind/).waitFor();
    await page.context().setOffline(true);
    await page
      .getByText(/Live connection lost|Connection lost/)
      .first()
      .waitFor();
    await page.context().setOffline(false);
    await page.getByText(/Live · \d+ s behind/).waitFor();
    await page.close();
  });

  it('asks again when it is not answered at all', async () => {
    const page = await console.open('/');
    let asked = 0;
    // The first request hangs for as long as the page lets it.
    await page.route('**/realtime/live?*', (route) => {
      asked += 1;
      return asked > 1 ? route.continue() : undefined;
    });
    await page.goto(new URL(path, page.url()).href);
    await page.getByText(/Live · \d+ s behind/).waitFor();
    await page.close();
  });

  it('asks again after an answer that is no stream, as a proxy gives while the server starts', async () => {
    const page = await console.open('/');
    let refused = 0;
    await page.route('**/realtime/live?*', (route) => {
      refused += 1;
      return refused > 2 ? route.continue() : route.fulfill({ status: 503, body: 'starting' });
    });
    await page.goto(new URL(path, page.url()).href);
    await page.getByText(/Live · \d+ s behind/).waitFor();
    assert.ok(refused >= 3, `asked ${refused} times`);
    await page.close();
  });
});
