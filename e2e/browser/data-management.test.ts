// What an app's data is called, and where its visits come from: names, dictionaries, clashes, rules, tester, publication.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from './demo-places.ts';
import { findViolations } from './find-violations.ts';
import { problemsOf, untilSettled } from './look-at-page.ts';
import type { Console } from './open-console.ts';
import { openShop } from './open-shop.ts';

const base = '/analytics/first/app/shop/data-management';
const hostileName = '<img src=x onerror="document.title=1"> "placed" & paid';

interface Field {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly type: string;
  readonly values: readonly {
    readonly value: string;
    readonly displayValue: string;
    readonly count: number;
  }[];
}

interface Metadata {
  readonly events: readonly (Field & { readonly lastDayCount: number })[];
  readonly parameters: readonly Field[];
}

let console: Console;
before(async () => {
  console = await openShop();
});
after(() => console[Symbol.asyncDispose]());

function metadata(language = 'en-US'): Promise<Metadata> {
  return console.call<Metadata>('GET', `/apps/shop/metadata?language=${language}`);
}

async function rename(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: `Edit: Display name: ${name}` }).click();
  const field = page.getByRole('textbox', { name: `Display name: ${name}` });
  await field.fill(text);
  await field.press('Enter');
}

describe('data management in the browser', () => {
  it('lists every event with the counts of the API', async () => {
    const { events } = await metadata();
    const page = await console.open(`${base}/events`);
    await page.getByText(`(${events.length})`, { exact: true }).waitFor();
    const [largest] = events.toSorted((a, b) => b.lastDayCount - a.lastDayCount);
    assert.ok(largest);
    await page.getByRole('combobox', { name: /^Filter/ }).fill(largest.name);
    await page.keyboard.press('Enter');
    await page
      .getByRole('row', { name: new RegExp(largest.name) })
      .first()
      .waitFor();
    await untilSettled(page);
    assert.deepEqual(await problemsOf(page), []);
    await page.context().close();
  });

  it('keeps a name at once, shows markup as text, takes it back, and restores the default when it is emptied', async () => {
    const page = await console.open(`${base}/events`);
    const named = async (expected: string) =>
      until(async () => {
        const event = (await metadata()).events.find(({ name }) => name === 'add_to_cart');
        return event?.displayName === expected ? true : undefined;
      });
    await rename(page, 'add_to_cart', hostileName);
    await page.getByText('Display name of add_to_cart saved.').waitFor();
    await page.getByText(hostileName, { exact: true }).first().waitFor();
    await named(hostileName);
    assert.equal(
      (await metadata('zh-CN')).events.find(({ name }) => name === 'add_to_cart')?.displayName,
      'add_to_cart',
    );
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await named('add_to_cart');
    await rename(page, 'add_to_cart', 'Into the cart');
    await named('Into the cart');
    await rename(page, 'add_to_cart', '');
    await named('add_to_cart');
    assert.notEqual(await page.title(), '1');
    await page.context().close();
  });

  it('opens an event with its parameters, and a parameter with its events, values and dictionary', async () => {
    const page = await console.open(`${base}/events`, { height: 1300 });
    await page.getByRole('link', { name: 'purchase', exact: true }).click();
    await page.waitForURL(/sel=event%3Apurchase/);
    await page.getByRole('link', { name: 'payment_method', exact: true }).click();
    const field = (await metadata()).parameters.find(({ name }) => name === 'payment_method');
    const [value] = field?.values ?? [];
    assert.ok(field && value);
    await page.getByRole('rowheader', { name: value.value, exact: true }).first().waitFor();
    await page
      .getByRole('cell', { name: String(value.count), exact: true })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Paste names' }).click();
    await page
      .getByLabel('Two columns: value and display value')
      .fill(`${value.value}\t<b>Card</b>\nno pair`);
    await page.getByText('1 line has no two columns').waitFor();
    const save = page.getByRole('button', { name: 'Save 1 name' });
    await save.click();
    // The dialog holds the same text until the server has it.
    await save.waitFor({ state: 'detached' });
    await page.getByText('<b>Card</b>').waitFor();
    const after = (await metadata()).parameters.find(({ name }) => name === 'payment_method');
    assert.equal(after?.values.find((one) => one.value === value.value)?.displayValue, '<b>Card</b>');
    await untilSettled(page);
    assert.deepEqual(await problemsOf(page), []);
    await page.context().close();
  });

  it('leads from an event to its exploration', async () => {
    const page = await console.open(`${base}/events?sel=event%3Apurchase`);
    await page.getByRole('button', { name: 'Explore', exact: true }).click();
    await page.waitForURL(/\/explore\/event\?.*q=/);
    await page.getByText('purchase').first().waitFor();
    await page.context().close();
  });

  it('stands in Chinese and dark, wide and narrow', async () => {
    for (const [tab, width] of [
      ['events', 1920],
      ['parameters', 1280],
      ['attributes', 360],
      ['traffic', 360],
    ] as const) {
      const page = await console.open(`${base}/${tab}`, { language: 'zh-CN', theme: 'dark', width });
      await untilSettled(page);
      assert.deepEqual(await problemsOf(page), [], tab);
      await page.context().close();
    }
  });
});

describe('traffic-source rules in the browser', () => {
  it('names the deciding rule while a visit is typed', async () => {
    const page = await console.open(`${base}/traffic`, { height: 1200 });
    await page.getByText('Paid Search · rule 2 matches').waitFor();
    const url = page.getByLabel('URL of the page');
    await url.fill('https://shop.example.org/?utm_source=newsletter&utm_medium=email');
    await page.getByText(/^Email · rule \d+ matches$/).waitFor();
    await url.fill('https://shop.example.org/');
    await page.getByLabel('Referrer').fill('https://www.google.com/');
    await page.getByText(/^Organic Search · rule 3 matches$/).waitFor();
    await page.getByRole('button', { name: 'Keep case' }).click();
    await page.getByText('1 of 1 as expected').waitFor();
    await untilSettled(page);
    assert.deepEqual(await problemsOf(page), []);
    await page.context().close();
  });

  it('marks rules that are never reached and places that are wrong, by builder and JSON of the same tree', async () => {
    const page = await console.open(`${base}/traffic`, { height: 1200 });
    await page.getByRole('button', { name: 'Add channel group' }).click();
    await page.getByLabel('Channel', { exact: true }).fill('All search');
    await page.getByRole('button', { name: /^Field/ }).click();
    await page.getByRole('option', { name: 'category', exact: true }).click();
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('Search');
    await page
      .getByRole('radio', { name: 'JSON' })
      .or(page.getByRole('button', { name: 'JSON' }))
      .first()
      .click();
    const json = JSON.parse(await page.getByLabel('Condition as JSON').inputValue());
    assert.deepEqual(json, { 'op::and': [{ field: 'traffic_source_category', op: 'eq', value: 'Search' }] });
    await page.getByRole('button', { name: 'Keep change' }).click();
    await page.getByText('1 change', { exact: true }).waitFor();
    await page.getByText('Never reached: rule 1 matches first.').first().waitFor();
    await page.getByText('0 of 1 as expected').waitFor();
    await page.getByRole('button', { name: 'Edit All search' }).click();
    await page.getByRole('button', { name: /^Comparison/ }).click();
    await page.getByRole('option', { name: 'matches', exact: true }).click();
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('sea(rch');
    await page.getByRole('button', { name: 'Keep change' }).click();
    await page.getByText('1 place keeps the rules from being published').waitFor();
    await page.getByText(/Rule 1 \(All search\):/).waitFor();
    await page.getByRole('button', { name: 'Undo: change All search' }).click();
    await page.getByText('1 place keeps the rules from being published').waitFor({ state: 'detached' });
    await page.getByText(/^Draft saved/).waitFor();
    await page.context().close();
  });

  it('publishes after a preview of the sessions that would move, and brings an earlier version back', async () => {
    const page = await console.open(`${base}/traffic`, { height: 1200 });
    await page.getByText(/^Restore your unsaved changes/).waitFor();
    await page.getByRole('button', { name: 'Restore', exact: true }).click();
    await page.getByText('1 change', { exact: true }).waitFor();
    const { rules } = await console.call<{ rules: { categories: unknown; channels: readonly unknown[] } }>(
      'GET',
      '/apps/shop/traffic',
    );
    const rule = {
      id: 'channel',
      channel: 'All search',
      condition: { 'op::and': [{ field: 'traffic_source_category', op: 'eq', value: 'Search' }] },
    };
    const preview = async () => {
      const { sessions } = await console.call<{ sessions: { changed: number; total: number } }>(
        'POST',
        '/apps/shop/traffic/preview',
        { rules: { ...rules, channels: [rule, ...rules.channels] } },
      );
      return sessions;
    };
    // The days it looks at move on, and so do its numbers: the page's stand between those before and after.
    const before = await preview();
    assert.ok(before.changed > 0);
    await page.getByRole('button', { name: 'Publish…' }).click();
    const told = await page.getByText(/[\d,]+ of [\d,]+ sessions of/).innerText();
    const after = await preview();
    const [changed = 0, total = 0] = (told.match(/[\d,]+/g) ?? []).map((text) =>
      Number(text.replaceAll(',', '')),
    );
    for (const [shown, first, last] of [
      [changed, before.changed, after.changed],
      [total, before.total, after.total],
    ] as const)
      assert.ok(shown >= Math.min(first, last) && shown <= Math.max(first, last), told);
    await page
      .getByText(/→ All search/)
      .first()
      .waitFor();
    assert.equal(await page.getByRole('radio', { name: /^New data only/ }).isChecked(), true);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Published. The next batch uses the new rules.').waitFor();
    await page.getByText('No changes', { exact: true }).waitFor();
    const current = await console.call<{
      version: number;
      isOwn: boolean;
      rules: { channels: readonly { channel: string }[] };
    }>('GET', '/apps/shop/traffic');
    assert.deepEqual([current.isOwn, current.rules.channels[0]?.channel], [true, 'All search']);
    await page.getByRole('button', { name: 'Delete All search' }).click();
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    // The words of the publication before still stand: what counts is that no change is left.
    await page.getByText('No changes', { exact: true }).waitFor();
    await page.getByRole('dialog').filter({ visible: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Versions' }).click();
    await page.getByRole('button', { name: `Use ${current.version} again` }).click();
    await page.getByText(`Version ${current.version} is in force again.`).waitFor();
    await page.getByText('All search', { exact: true }).first().waitFor();
    await page.context().close();
  });

  it('changes known sites, and finds one among hundreds', async () => {
    const page = await console.open(`${base}/traffic?list=sites`);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('textbox', { name: 'Domain' }).fill('radio.example.net');
    await page.getByRole('textbox', { name: 'Source', exact: true }).fill('Radio');
    await page.getByRole('button', { name: 'Keep change' }).click();
    await page.getByRole('rowheader', { name: 'radio.example.net' }).waitFor();
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await page.getByRole('rowheader', { name: 'radio.example.net' }).waitFor({ state: 'detached' });
    await untilSettled(page);
    // Domains look like ids of messages: only what axe finds counts here.
    assert.deepEqual(await findViolations(page), []);
    await page.context().close();
  });
});
