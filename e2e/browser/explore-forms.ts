import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Chooses an option of a select by the select's name, searching for it where the list can be searched. */
export async function choose(page: Page, select: string, option: string): Promise<void> {
  await page
    .getByRole('button', { name: startsWith(select) })
    .first()
    .click();
  const search = page.getByRole('combobox', { name: /^Search (events|fields)/ });
  const found = page.getByRole('option', { name: startsWith(option) }).first();
  await search.or(found).first().waitFor();
  if (await search.isVisible()) await search.fill(option);
  await found.click();
  // The next list must not be taken for this one.
  await page.getByRole('option').first().waitFor({ state: 'detached' });
  await untilAsked(page);
}

/** Ms that the page has to ask by itself. */
const askMs = 3_000;

/** Waits until a changed form was asked. After an answer that took 2 s the page waits for Run, and a busy machine is slow. */
export async function untilAsked(page: Page): Promise<void> {
  const changed = page.getByText('Changed. Press Run.');
  try {
    await changed.waitFor({ state: 'detached', timeout: askMs });
  } catch {
    await page.getByRole('button', { name: 'Run', exact: true }).first().click();
    await changed.waitFor({ state: 'detached' });
  }
}

function startsWith(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}

/** Waits until the page's address satisfies a condition. */
export async function untilAddress(page: Page, isMeant: (url: URL) => boolean): Promise<void> {
  await page.waitForURL((url) => isMeant(url));
}

/** The result's table as texts, header first; waits until it has the rows. */
export async function tableOf(page: Page, rows: number): Promise<readonly (readonly string[])[]> {
  const table = page.locator('table.ms-result-table');
  await table
    .locator('tbody tr')
    .nth(rows - 1)
    .waitFor();
  return table
    .locator('tr')
    .evaluateAll((list) =>
      list.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
}

/** Opens the list behind a figure of the table and checks that it holds as many as the figure says. */
export async function openBehind(page: Page, figure: string, see: 'See users' | 'See events'): Promise<void> {
  await page
    .locator('.ms-result-table .ms-figure', { hasText: new RegExp(`^${figure}$`) })
    .first()
    .click();
  await page.getByRole('menuitem', { name: see }).click();
  const unit = see === 'See users' ? 'users?' : 'events?';
  await page.getByRole('heading', { name: new RegExp(`^${figure} ${unit} ·`) }).waitFor();
}

/** Rows of the list in the split panel. */
export async function listedRows(page: Page): Promise<number> {
  const heading = await page.getByRole('heading', { name: /^(Users|Events) \(/ }).innerText();
  const count = Number(heading.match(/\((\d[\d,]*)\)/)?.[1]?.replaceAll(',', ''));
  assert.ok(Number.isInteger(count), heading);
  return count;
}
