import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { openSite } from './open-page.ts';

const site = await openSite({ 'react-app': 'engine-tests/pages/react-app.ts' });
after(() => site[Symbol.asyncDispose]());

it('starts once in a React app, and records what components tell, also before it has started', async () => {
  const warnings: string[] = [];
  await using opened = await site.open({
    script: 'react-app.js',
    async prepare(page) {
      page.on('console', (message) => {
        if (message.type() !== 'info') warnings.push(message.text());
      });
      page.on('pageerror', (error) => warnings.push(error.message));
    },
  });
  await opened.page.click('button');
  await opened.page.getByText('1 in the cart, 2 functions').waitFor();
  const shown = await opened.attributesOf('cart_shown');
  // Strict mode runs the first effect twice.
  assert.deepEqual(shown, [{ count: 0 }, { count: 0 }, { count: 1 }]);
  assert.equal((await opened.attributesOf('_page_view')).length, 1);
  const profiles = opened.collector.storedEvents().filter((event) => event.event_type === '_profile_set');
  assert.match(JSON.stringify(profiles[0]?.user), /"_user_id":{"value":"42"/);
  assert.match(JSON.stringify(profiles[1]?.user), /"plan":{"value":"free"/);
  assert.deepEqual(warnings, []);
});
