// A person makes a project, its pipeline by the wizard, changes it, looks at its runs and deletes it.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { findViolations } from './find-violations.ts';
import { untilSettled } from './look-at-page.ts';
import { type Console, openConsole } from './open-console.ts';

interface View {
  readonly state: string;
  readonly version: number;
  readonly endpoint: string;
  readonly spec: { readonly ingestion: { readonly workers: { readonly warm: number } } };
}

describe('the pages of projects and pipelines', () => {
  let console: Console;
  let page: Page;
  before(async () => {
    console = await openConsole();
    page = await console.open('/projects');
  });
  after(() => console[Symbol.asyncDispose]());

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const view = () => console.call<View>('GET', '/projects/shop/pipeline');

  it('create a project whose id is made from its name and can be changed', async () => {
    await button('Create project').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('My Shop');
    const id = dialog.getByLabel('Project ID');
    await dialog.locator('input[value^="my_shop_"]').waitFor();
    await id.fill('First');
    await dialog.getByText('Begin with a lower-case letter').waitFor();
    await id.fill('first');
    await dialog.getByText('There is a project with this id.').waitFor();
    await id.fill('shop');
    await dialog.getByRole('button', { name: 'Create project' }).click();
    await page.waitForURL(/\/project\/detail\/shop$/);
    await page.getByText('This project has no pipeline yet.').waitFor();
    assert.deepEqual(await findViolations(page), []);
  });

  it('lead from every mistake in the wizard to its field', async () => {
    await button('Configure pipeline').click();
    await page.getByText(/is writable · fsync/).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await button('Next').click();
    await page.locator('#field-ingestion-port').fill('70000');
    await page.locator('#field-ingestion-collectPath').fill('collect');
    await button('Next').click();
    await page.getByText('2 fields need you.', { exact: false }).waitFor();
    await page.getByText('1 to 65,535').first().waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.getByRole('link', { name: 'Step 2: Port' }).click();
    await page.locator('#field-ingestion-port:focus').waitFor();
    await page.locator('#field-ingestion-collectPath').fill('/events');
  });

  it('offer a free port in place of one that is taken', async () => {
    const { port } = new URL(console.product.collect);
    await page.locator('#field-ingestion-port').fill(port);
    await page.getByText(`port ${port} is in use by the pipeline of First project`).first().waitFor();
    await button(/^Use \d+$/).click();
    await page.getByText(/^Port \d+ is free/).waitFor();
  });

  it('keep the draft over a reload, show what will happen and the file, and create the pipeline', async () => {
    await page.reload();
    await page.getByText('Your unsaved draft').waitFor();
    await button('Next').click();
    await page.locator('#field-ingestion-collectPath[value="/events"]').waitFor();
    await button('Skip to review').click();
    await page.getByText('Open the warehouse and start its engine.').waitFor();
    assert.deepEqual(await findViolations(page), []);
    await button('View as file').click();
    await page.getByText('collectPath: /events').waitFor();
    await page.keyboard.press('Escape');
    await button('Create pipeline').click();
    await page.waitForURL(/\/project\/shop\/pipeline\/main$/);
    await page.getByText(/Pipeline running. It took/).waitFor();
    const made = await view();
    assert.equal(made.state, 'Active');
    assert.match(made.endpoint, /\/events$/);
  });

  it('change one field, showing what it was, and keep both versions', async () => {
    await button('Edit pipeline').click();
    await page.getByText(/is writable · fsync/).waitFor();
    await button('Next').click();
    await page.locator('#field-ingestion-workers-warm').fill('1');
    await page.getByText('was 0').waitFor();
    await button('Skip to review').click();
    await page.getByText('Hand the collectors their new settings; no request is lost.').waitFor();
    await button('Save changes').click();
    await page.waitForURL(/\/pipeline\/main$/);
    const changed = await view();
    assert.deepEqual([changed.version, changed.spec.ingestion.workers.warm], [2, 1]);
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('Collectors kept warm: 0 → 1').waitFor();
    assert.deepEqual(await findViolations(page), []);
  });

  it('pause and resume, and follow both without a reload', async () => {
    await button('Pause').click();
    await page.getByText('events wait on disk', { exact: false }).first().waitFor();
    // What the page asks after its own change is answered late: with a state that is over by then.
    const late = Promise.withResolvers<void>();
    const answers: Promise<void>[] = [];
    await page.route(/\/api\/projects\/shop\/pipeline$/, async (route) => {
      const answer = await route.fetch();
      const sent = late.promise.then(() => route.fulfill({ response: answer }));
      // The page may have given the question up.
      answers.push(sent.catch(() => undefined));
    });
    await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused', { exact: true }).waitFor();
    await console.call('POST', '/projects/shop/pipeline/resume', {});
    await page.getByText('Active', { exact: true }).waitFor();
    late.resolve();
    await Promise.all(answers);
    await page.unrouteAll({ behavior: 'wait' });
    await untilSettled(page);
    await page.getByText('Active', { exact: true }).waitFor({ timeout: 5_000 });
  });

  it('list the runs of an app that sends, and show that their counts add up', async () => {
    await console.call('POST', '/apps', { appId: 'shopweb', projectId: 'shop', name: 'Shop' });
    const { endpoint } = await view();
    const event = {
      event_type: 'a',
      event_id: 'r-1',
      app_id: 'shopweb',
      timestamp: Date.now(),
      unique_id: 'u',
    };
    const answer = await fetch(`${endpoint}?appId=shopweb`, {
      method: 'POST',
      body: JSON.stringify([event]),
    });
    assert.equal(answer.status, 200);
    await page.goto(`${console.product.url}/project/shop/runs`);
    await page.getByRole('row', { name: /Load.*Succeeded/ }).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page
      .getByRole('row', { name: /Load.*Succeeded/ })
      .getByRole('link')
      .first()
      .click();
    await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
    await page.getByText('Accepted requests 1 = decoded 1', { exact: false }).waitFor();
    assert.equal(await page.getByText('adds up').count(), 2);
    await button('Rerun').click();
    await page.getByText(/Replaces \d+ rows/).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.keyboard.press('Escape');
  });

  it('show how the project does, and its apps', async () => {
    await page.goto(`${console.product.url}/project/detail/shop`);
    await page.getByText('lag', { exact: false }).first().waitFor();
    await page.getByRole('link', { name: 'Shop', exact: true }).waitFor();
    assert.deepEqual(await findViolations(page), []);
  });

  it('edit a project in place and delete it once its id is typed', async () => {
    await page.goto(`${console.product.url}/projects?sel=shop`);
    await button('Change Description').click();
    await page.getByRole('textbox', { name: 'Description' }).fill('Shoes');
    await button('Save').click();
    await page.getByText('Description saved.').waitFor();
    assert.deepEqual(await findViolations(page), []);
    await button('Delete').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Delete data').click();
    await dialog.getByText('Raw records, warehouse, lake, dashboards', { exact: false }).waitFor();
    await dialog.getByLabel('Type shop to confirm').fill('shop');
    await dialog.getByRole('button', { name: 'Delete with data' }).click();
    await page.getByText('My Shop was deleted.').waitFor();
    const { items } = await console.call<{ items: { id: string }[] }>('GET', '/projects');
    assert.deepEqual(
      items.map(({ id }) => id),
      ['first'],
    );
  });
});
