// People in the browser: set-up, invitation, roles, second factor, passkey, keys, a session that ends, the log of changes.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { type Product, startProduct } from '../product/start-product.ts';
import { findViolations } from './find-violations.ts';
import { pageTimeoutMs } from './open-console.ts';
import { startChromium } from './start-chromium.ts';

const password = 'seven tall bridges in fog';
/** Folder that pictures are written to, to look at; none without the variable. */
const pictures = process.env.PAGE_PICTURES;

let product: Product;
let browser: Browser;
let mei: Page;

before(async () => {
  product = await startProduct();
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await product?.[Symbol.asyncDispose]();
});

async function newWindow(language = 'en-US'): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
  await context.addInitScript(
    (tag) => localStorage.setItem('millstream.appearance', JSON.stringify({ language: tag, theme: 'light' })),
    language,
  );
  const page = await context.newPage();
  page.setDefaultTimeout(pageTimeoutMs);
  return page;
}

const go = (page: Page, path: string) => page.goto(path.startsWith('http') ? path : `${product.url}${path}`);
const submit = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** A picture to look at. */
async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) {
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `people-${name}.png`), fullPage: true });
  }
}

/** Nothing serious for people with screen readers, in states that the test of every page does not reach. */
async function looksRight(page: Page, name: string): Promise<void> {
  await picture(page, name);
  assert.deepEqual(await findViolations(page), [], name);
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await submit(page, 'Sign in');
}

/** The code that an authenticator app shows for a key (RFC 6238). */
function totpOf(key: string): string {
  const bits = [...key].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  const bytes =
    bits
      .join('')
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', Buffer.from(bytes)).update(counter).digest();
  const number = digest.readUInt32BE((digest[19] ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Makes the browser hold passkeys itself, as if a finger were laid on each time. */
async function addAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** A way back in for whoever owns the machine: a link that also takes the second factor away. */
async function linkFromMachine(): Promise<string> {
  const { code, stdout, stderr } = await product.run(
    'user',
    'link',
    'mei@example.test',
    '--reset-second-factor',
  );
  assert.equal(code, 0, stderr);
  return stdout.trim();
}

describe('people in the browser', () => {
  it('set the installation up by the printed link, once', async () => {
    mei = await newWindow();
    await go(mei, product.setup ?? '');
    await mei.getByRole('heading', { name: 'Welcome to Millstream' }).waitFor();
    await mei.getByLabel('Name').fill('Mei Lin');
    await mei.getByLabel('E-mail').fill('mei@example.test');
    await mei.getByLabel('Password').fill('short');
    assert.ok(await mei.getByRole('button', { name: 'Create account' }).isDisabled());
    await mei.getByLabel('Password').fill(password);
    await mei.getByText('strong').waitFor();
    await looksRight(mei, 'setup');
    await submit(mei, 'Create account');
    await mei.getByRole('button', { name: 'Mei Lin' }).waitFor();
    const other = await newWindow();
    await go(other, product.setup ?? '');
    await other.getByText('This link no longer works.').waitFor();
    await picture(other, 'link-used');
    await other.context().close();
  });

  it('are invited by a link, and feel their roles change', async () => {
    await go(mei, '/user');
    await mei.getByText('Only you, so far.').waitFor();
    await submit(mei, 'Invite');
    const dialog = mei.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Li <b>Wei</b>');
    await dialog.getByLabel('E-mail').fill('li@example.test');
    await dialog.getByRole('checkbox', { name: 'Analyst in All projects' }).uncheck();
    await dialog.getByText('Can sign in, and see nothing.').waitFor();
    await looksRight(mei, 'invite');
    await dialog.getByRole('button', { name: 'Make invitation link' }).click();
    const link = await dialog.locator('p.ms-mono').innerText();
    await dialog.getByRole('button', { name: 'Close' }).last().click();

    const li = await newWindow();
    await go(li, link);
    await li.getByText('You were invited. Choose a password.').waitFor();
    await li.getByLabel('Password').fill(password);
    await submit(li, 'Set password');
    await li.getByText('nobody has given you a role yet').waitFor();
    await looksRight(li, 'no-role');

    await mei.locator('table').getByText('Li <b>Wei</b>').click();
    await mei.getByRole('checkbox', { name: 'Analyst Reader in All projects' }).check();
    await mei
      .getByText('Can view dashboards and run explorations in all projects. Cannot change anything.')
      .waitFor();
    await submit(mei, 'Save roles');
    await mei.getByText('saved. They hold from now on.').waitFor();
    await looksRight(mei, 'person');
    await submit(li, 'Look again');
    await li.getByRole('link', { name: 'Dashboards' }).waitFor();
    assert.equal(await li.getByRole('link', { name: 'Users' }).count(), 0);
    await go(li, '/user');
    await li.getByRole('heading', { name: 'No access' }).waitFor();
    await li.context().close();
  });

  it('cannot take the last administrator away', async () => {
    await go(mei, '/user');
    await mei.locator('table').getByText('Mei Lin').click();
    assert.ok(await mei.getByRole('button', { name: 'Remove person' }).getAttribute('aria-disabled'));
    await mei.getByRole('checkbox', { name: 'Administrator in All projects' }).uncheck();
    await submit(mei, 'Save roles');
    await mei.getByText('(LAST_ADMINISTRATOR)').waitFor();
  });

  it('sign in with a second factor once it is set up', async () => {
    await go(mei, '/profile');
    const section = mei.locator('form', { has: mei.getByRole('button', { name: 'Set up', exact: true }) });
    await section.getByLabel('Present password').fill(password);
    await submit(mei, 'Set up');
    await mei.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    const key = await mei.getByText('No camera?').locator('.ms-mono').innerText();
    await looksRight(mei, 'second-factor');
    await mei.getByRole('textbox', { name: 'Code' }).fill(totpOf(key));
    await submit(mei, 'Turn on');
    await mei.getByText('Keep these recovery codes').waitFor();
    const [recoveryCode = ''] = await mei.locator('.ms-codes li').allInnerTexts();

    const other = await newWindow();
    await go(other, '/signin?to=/user');
    await signIn(other, 'mei@example.test');
    await other.getByRole('textbox', { name: 'Code' }).fill('000000');
    await submit(other, 'Continue');
    await other.getByText('The code is wrong or too old.').waitFor();
    await picture(other, 'code-wrong');
    await submit(other, 'Use a recovery code');
    await other.getByLabel('Recovery code').fill(recoveryCode);
    await submit(other, 'Continue');
    await other.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
    await other.context().close();
  });

  it('sign in with a passkey and nothing else', async () => {
    // Names of hosts only: an address is no site that a passkey can be bound to.
    const origin = product.url.replace('127.0.0.1', 'localhost');
    await go(mei, `${origin}/signin`);
    await signIn(mei, 'mei@example.test');
    await mei.getByText('Code', { exact: true }).waitFor();
    await go(mei, (await linkFromMachine()).replace('127.0.0.1', 'localhost'));
    await mei.getByLabel('Password').fill(password);
    await submit(mei, 'Set password');
    await mei.getByRole('button', { name: 'Mei Lin' }).waitFor();
    await addAuthenticator(mei);
    await go(mei, `${origin}/profile`);
    await mei.getByLabel('Name of the new passkey').fill('Laptop');
    await submit(mei, 'Add passkey');
    await mei.getByText('Passkey added.').waitFor();
    await picture(mei, 'profile');
    await mei.getByRole('button', { name: 'Mei Lin' }).click();
    await mei.getByRole('menuitem', { name: 'Sign out' }).click();
    await submit(mei, 'Use a passkey');
    await mei.getByRole('button', { name: 'Mei Lin' }).waitFor();
  });

  it('make an API key that a script works with, within its rights', async () => {
    const { origin } = new URL(mei.url());
    await go(mei, `${origin}/profile`);
    await submit(mei, 'New API key');
    const dialog = mei.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Nightly export');
    await dialog.getByRole('button', { name: /Choose rights/ }).click();
    await mei.getByRole('option', { name: /View dashboards/ }).click();
    await mei.keyboard.press('Escape');
    await looksRight(mei, 'new-key');
    await dialog.getByRole('button', { name: 'Make key' }).click();
    const secret = await dialog.locator('p.ms-mono').innerText();
    const ask = async (path: string) =>
      (await fetch(`${product.url}/api${path}`, { headers: { authorization: `Bearer ${secret}` } })).status;
    assert.equal(await ask('/apps/web/dashboards'), 200);
    assert.equal(await ask('/users'), 403);
    await dialog.getByRole('button', { name: 'I have kept it' }).click();
    await mei.getByRole('button', { name: 'Revoke' }).click();
    await mei.getByText('no longer works').waitFor();
    assert.equal(await ask('/apps/web/dashboards'), 401);
  });

  it('sign in again over a page whose session ended, and keep what they typed', async () => {
    const { origin } = new URL(mei.url());
    await go(mei, `${origin}/profile`);
    await mei.getByLabel('Name of the new passkey').fill('typed before');
    await mei.getByLabel('Name', { exact: true }).fill('Mei L.');
    const save = mei.getByRole('button', { name: 'Save', includeHidden: true });
    await save.waitFor();
    await mei.context().clearCookies();
    // What the page asks by itself may open the dialog first; a mouse would not reach the button below it then.
    await save.dispatchEvent('click');
    const dialog = mei.getByRole('dialog', { name: 'Your session is over' });
    await dialog.waitFor();
    await looksRight(mei, 'session-over');
    await dialog.getByLabel('Password').fill(password);
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await mei.getByLabel('Name of the new passkey').inputValue(), 'typed before');
  });

  it('read who changed what', async () => {
    const { origin } = new URL(mei.url());
    await go(mei, `${origin}/audit?text=roles`);
    await mei.getByText('roles of li@example.test').first().click();
    await mei.getByText('AnalystReader in all projects').waitFor();
    await picture(mei, 'audit');
    await mei.getByLabel('What contains').fill('nothing like this');
    await mei.getByText('No changes match these filters.').waitFor();
  });

  it('speak Chinese', async () => {
    const page = await newWindow('zh-CN');
    await go(page, '/signin');
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await page.getByLabel('电子邮箱').fill('nobody@example.test');
    await page.getByLabel('密码').fill('wrong password');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('alert').waitFor();
    assert.doesNotMatch(await page.getByRole('alert').innerText(), /wrong/i);
    await page.context().close();
  });
});
