// A site that changes its client: visitors stay who they are, and nothing that was waiting is lost.
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  type Action,
  type CollectorDouble,
  type JsonObject,
  openCollectorDouble,
} from '@millstream/sdk-conformance';
import { WebDriver } from '../conformance/driver.ts';
import { bundleScript, servePages } from '../conformance/serve-pages.ts';
import { startChromium } from './start-chromium.ts';

const browser = await startChromium();
const site = await servePages('');
const driver = new WebDriver(browser, site);
const [original, successor] = await Promise.all([
  bundleScript('side-by-side/page-of-original.ts'),
  bundleScript('side-by-side/page-of-successor.ts'),
]);
after(async () => {
  await driver.close();
  await browser.close();
  await site[Symbol.asyncDispose]();
});

let id = 0;
async function tell(...actions: readonly Action[]): Promise<void> {
  for (const action of actions) {
    id += 1;
    const answer = await driver.send({ ...action, id });
    assert.ok('ok' in answer && answer.ok, `${action.do}: ${JSON.stringify(answer)}`);
  }
}

/** Lets all run that needs no more time than this. */
async function rest(untilMs: number): Promise<void> {
  for (;;) {
    await tell({ do: 'settle', hanging: 0 });
    id += 1;
    const answer = await driver.send({ do: 'tick', untilMs, id });
    assert.ok('ok' in answer && answer.ok);
    if (answer.result?.fired === 0 && answer.result.elapsedMs === untilMs) return;
  }
}

const named = (collector: CollectorDouble, name: string): readonly JsonObject[] =>
  collector.storedEvents().filter(({ event_type }) => event_type === name);

describe('a site that changes from the retired client to this one', () => {
  for (const sendMode of ['Immediate', 'Batch'])
    it(`goes on with users, session and unsent events (${sendMode})`, async (test) => {
      const collector = await openCollectorDouble();
      test.after(() => collector.close());
      await tell({
        do: 'reset',
        endpoint: collector.endpoint,
        appId: 'shop',
        startAtMs: Date.UTC(2026, 2, 1, 10),
      });
      site.script = original;
      await tell({ do: 'start', config: { sendMode } }, { do: 'identify', userId: 'ann' });
      await tell(
        { do: 'setUserAttributes', attributes: { plan: 'gold' } },
        { do: 'identify', userId: 'bob' },
      );
      await rest(6_000);
      await tell({ do: 'background' }, { do: 'foreground' });
      await rest(7_000);
      await tell({ do: 'network', online: false }, { do: 'track', name: 'waiting', attributes: { n: 1 } });
      await rest(20_000);
      // Closed in good order that client forgets what it could not send.
      await tell({ do: 'kill' }, { do: 'network', online: true });

      site.script = successor;
      await tell({ do: 'start' }, { do: 'track', name: 'seen' }, { do: 'identify', userId: 'ann' });
      await tell({ do: 'track', name: 'seen again' }, { do: 'track', name: 'seen_again' });
      await rest(30_000);

      const [waiting] = named(collector, 'waiting');
      assert.equal(named(collector, 'waiting').length, 1);
      assert.deepEqual(waiting?.attributes, { ...(waiting?.attributes as JsonObject), n: 1 });
      assert.equal(named(collector, '_first_open').length, 1);
      assert.equal(named(collector, '_session_start').length, 1);
      const [seen] = named(collector, 'seen');
      const [again] = named(collector, 'seen_again');
      const ofAnn = collector.storedEvents().find(({ user }) => JSON.stringify(user).includes('"ann"'));
      assert.equal(seen?.sdk_name, 'millstream-web');
      assert.equal(seen?.unique_id, waiting?.unique_id);
      assert.equal(seen?.device_id, waiting?.device_id);
      assert.deepEqual(seen?.user, waiting?.user);
      const sessionOf = (event: JsonObject = {}) => ({ ...(event.attributes as JsonObject) })._session_id;
      assert.equal(sessionOf(seen), sessionOf(waiting));
      assert.equal(again?.unique_id, ofAnn?.unique_id);
      assert.notEqual(again?.unique_id, seen?.unique_id);
      const numbers = collector.requests.map(({ query }) => Number(query.event_bundle_sequence_id));
      assert.deepEqual(
        numbers,
        [...numbers].sort((a, b) => a - b),
      );

      await tell({ do: 'stop' }, { do: 'start' });
      await rest(40_000);
      assert.equal(named(collector, 'waiting').length, 1);
    });

  it('takes nothing over without consent', async (test) => {
    const collector = await openCollectorDouble();
    test.after(() => collector.close());
    await tell({
      do: 'reset',
      endpoint: collector.endpoint,
      appId: 'shop',
      startAtMs: Date.UTC(2026, 2, 1, 10),
    });
    site.script = original;
    await tell({ do: 'start' });
    await rest(6_000);
    await tell({ do: 'stop' });
    site.script = successor;
    await tell({ do: 'start', config: { consent: 'cookieless' } });
    await rest(12_000);
    const ids = new Set(collector.storedEvents().map(({ unique_id }) => unique_id));
    assert.equal(ids.size, 2);
  });
});
