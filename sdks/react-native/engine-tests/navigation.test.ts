import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ClickstreamStatic } from '../clickstream-analytics.ts';
import { appScript, type MountedNavigation } from '../simulator/app.ts';
import { openTestCollector, type ReceivedEvent } from '../simulator/collector.ts';
import { Phone } from '../simulator/phone.ts';
import { named, openStage } from './started-app.ts';

type Act = (navigation: MountedNavigation, sdk: ClickstreamStatic) => Promise<unknown>;

/** What the app sends while a person goes through it. */
async function eventsOf(
  how: 'function' | 'hook',
  acts: readonly Act[],
  config = {},
  initialState?: object,
): Promise<readonly ReceivedEvent[]> {
  await using collector = await openTestCollector();
  const phone = new Phone({ startAtMs: 1_750_000_000_000 });
  const { app, end } = phone.start(await appScript('ios'));
  const { ClickstreamAnalytics } = app.sdk;
  await ClickstreamAnalytics.init({ appId: 'shop', endpoint: collector.endpoint, ...config });
  const navigation = await app.mountNavigation(how, initialState);
  for (const act of acts) {
    await phone.pass(2_000);
    await act(navigation, ClickstreamAnalytics);
  }
  await phone.settle(0);
  await ClickstreamAnalytics.flushEvents();
  end(true);
  return collector.events;
}

const screensOf = (events: readonly ReceivedEvent[]): readonly unknown[] =>
  events
    .filter(({ event_type }) => event_type === '_screen_view')
    .map(({ attributes }) => attributes._screen_id);

describe('screens of React Navigation', () => {
  const cases: readonly {
    readonly name: string;
    readonly acts: readonly Act[];
    readonly shows: readonly string[];
  }[] = [
    { name: 'shows the first screen, by the path of its routes', acts: [], shows: ['Home/Feed'] },
    {
      name: 'shows each screen that is gone to, and the one that is come back to',
      acts: [(navigation) => navigation.navigate('Details'), (navigation) => navigation.back()],
      shows: ['Home/Feed', 'Details', 'Home/Feed'],
    },
    {
      name: 'shows screens of a navigator inside another',
      acts: [(navigation) => navigation.navigate('Home', { screen: 'Profile' })],
      shows: ['Home/Feed', 'Home/Profile'],
    },
    {
      name: 'shows two screens of one name one after the other',
      acts: [(navigation) => navigation.push('Details'), (navigation) => navigation.push('Details')],
      shows: ['Home/Feed', 'Details', 'Details'],
    },
    {
      name: 'shows no other screen when parameters change',
      acts: [
        (navigation) => navigation.navigate('Details'),
        (navigation) => navigation.setParams({ tab: 2 }),
      ],
      shows: ['Home/Feed', 'Details'],
    },
  ];
  for (const how of ['function', 'hook'] as const) {
    for (const { name, acts, shows } of cases) {
      it(`${name} (${how})`, async () => {
        assert.deepEqual(screensOf(await eventsOf(how, acts)), shows);
      });
    }
  }

  for (const how of ['function', 'hook'] as const) {
    it(`shows the screen of a state that was kept (${how})`, async () => {
      const kept = { stale: false, type: 'stack', key: 'stack-1', index: 1, routeNames: ['Home', 'Details'] };
      const routes = [
        { name: 'Home', key: 'Home-1' },
        { name: 'Details', key: 'Details-1' },
      ];
      const events = await eventsOf(how, [], {}, { ...kept, preloadedRoutes: [], routes });
      assert.deepEqual(screensOf(events), ['Details']);
    });
  }

  it('tells of the screen before, and of the time on it', async () => {
    const events = await eventsOf('function', [(navigation) => navigation.navigate('Details')]);
    const view = events.findLast(({ event_type }) => event_type === '_screen_view');
    const engagement = events.find(({ event_type }) => event_type === '_user_engagement');
    assert.equal(view?.attributes._screen_name, 'Details');
    assert.match(String(view?.attributes._screen_unique_id), /^Details-/);
    assert.equal(view?.attributes._previous_screen_name, 'Feed');
    assert.equal(view?.attributes._previous_screen_id, 'Home/Feed');
    assert.match(String(view?.attributes._previous_screen_unique_id), /^Feed-/);
    assert.equal(view?.attributes._engagement_time_msec, 2_000);
    assert.equal(engagement?.attributes._engagement_time_msec, 2_000);
    assert.equal(engagement?.attributes._screen_name, 'Feed');
  });

  it('shows nothing more once it is stopped or unmounted', async () => {
    const stopped = await eventsOf('function', [
      async (navigation) => navigation.stop?.(),
      (navigation) => navigation.navigate('Details'),
    ]);
    const unmounted = await eventsOf('hook', [(navigation) => navigation.unmount()]);
    assert.deepEqual(screensOf(stopped), ['Home/Feed']);
    assert.deepEqual(screensOf(unmounted), ['Home/Feed']);
  });

  it('records no screens when isTrackScreenViewEvents is off, but tells where events happened', async () => {
    const acts: readonly Act[] = [
      (navigation) => navigation.navigate('Details'),
      async (_, sdk) => sdk.record({ name: 'bought' }),
    ];
    const events = await eventsOf('function', acts, { isTrackScreenViewEvents: false });
    const bought = events.find(({ event_type }) => event_type === 'bought');
    assert.deepEqual(screensOf(events), []);
    assert.equal(
      events.some(({ event_type }) => event_type === '_user_engagement'),
      false,
    );
    assert.equal(bought?.attributes._screen_name, 'Details');
  });

  it('records no screen in a new session either when isTrackScreenViewEvents is off', async () => {
    await using stage = await openStage();
    const process = await stage.start({ isTrackScreenViewEvents: false });
    await process.app.mountNavigation('function');
    process.emit('appStateDidChange', { app_state: 'background' });
    await stage.phone.pass(1_800_000);
    process.emit('appStateDidChange', { app_state: 'active' });
    const events = await stage.sent(process);
    assert.equal(named(events, '_session_start').length, 2);
    assert.deepEqual(screensOf(events), []);
  });
});
