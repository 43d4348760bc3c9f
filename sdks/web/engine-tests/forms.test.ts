import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openSite } from './open-page.ts';

const site = await openSite();
after(() => site[Symbol.asyncDispose]());

// Forms that stay on the page. Fields named `id`, `name` and `action` hide the form's own.
const body = `<script>addEventListener("submit", (event) => event.preventDefault())</script>
<form id="order" name="checkout" action="/pay?token=secret">
  <input name="id"><input name="name"><input name="action"><input id="word" name="word" required>
  <select id="size"><option>S<option>M</select><button id="send">Send</button>
  <button id="quote" formaction="/quote">Quote</button></form>
<input id="outside" form="order"><input id="free">`;

const configuration = { isTrackFormEvents: true };
const form = { form_id: 'order', form_name: 'checkout' };

describe('form events', () => {
  it('record the first change of a form and its sending, and nothing of what is in it', async () => {
    await using opened = await site.open({ body, configuration });
    const { page, origin } = opened;
    const described = { ...form, form_destination: `${origin}/pay` };
    await page.focus('#word');
    assert.deepEqual(await opened.attributesOf('form_start'), []);
    await page.fill('#word', 'private words');
    await page.selectOption('#size', 'M');
    await page.click('#send');
    assert.deepEqual(await opened.attributesOf('form_start'), [described]);
    assert.deepEqual(await opened.attributesOf('form_submit'), [described]);
    assert.doesNotMatch(JSON.stringify(opened.collector.storedEvents()), /private|secret/);
  });

  it('begin anew after the form was sent', async () => {
    await using opened = await site.open({ body, configuration });
    for (const word of ['a', 'b']) {
      await opened.page.fill('#word', word);
      await opened.page.click('#send');
    }
    assert.equal((await opened.attributesOf('form_start')).length, 2);
  });

  it('take the address of the button that sent the form', async () => {
    await using opened = await site.open({ body, configuration });
    await opened.page.fill('#word', 'a');
    await opened.page.click('#quote');
    const expected = [{ ...form, form_destination: `${opened.origin}/quote` }];
    assert.deepEqual(await opened.attributesOf('form_submit'), expected);
  });

  const otherActions: readonly { readonly action: string; readonly destination?: string }[] = [
    { action: 'javascript:send("secret")' },
    { action: 'mailto:me@example.org' },
    { action: 'http://' },
    { action: '', destination: '/' },
  ];
  for (const { action, destination } of otherActions)
    it(`name only addresses of the web: "${action}"`, async () => {
      await using opened = await site.open({ body, configuration });
      await opened.page.evaluate(
        `document.forms[0].setAttribute('action', ${JSON.stringify(action)});
         document.forms[0].dispatchEvent(new Event('submit', { bubbles: true }))`,
      );
      const expected = destination ? { ...form, form_destination: opened.origin + destination } : form;
      assert.deepEqual(await opened.attributesOf('form_submit'), [expected]);
    });

  it('take a submit event of a framework for a sending', async () => {
    await using opened = await site.open({ body, configuration });
    await opened.page.evaluate('order.dispatchEvent(new Event("submit", { bubbles: true }))');
    assert.equal((await opened.attributesOf('form_submit')).length, 1);
    assert.deepEqual(await opened.attributesOf('form_start'), []);
  });

  it('know a field that stands outside its form, and none of a field without one', async () => {
    await using opened = await site.open({ body, configuration });
    await opened.page.fill('#free', 'a');
    assert.deepEqual(await opened.attributesOf('form_start'), []);
    await opened.page.fill('#outside', 'a');
    assert.equal((await opened.attributesOf('form_start')).length, 1);
  });

  it('record no sending that the browser refuses', async () => {
    await using opened = await site.open({ body, configuration });
    await opened.page.click('#send');
    assert.deepEqual(await opened.attributesOf('form_submit'), []);
  });

  it('are off unless asked for', async () => {
    await using opened = await site.open({ body });
    await opened.page.fill('#word', 'a');
    await opened.page.click('#send');
    assert.deepEqual(await opened.attributesOf('form_start'), []);
    assert.deepEqual(await opened.attributesOf('form_submit'), []);
  });
});
