import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TestDevice } from './simulation/test-device.ts';
import type { WxDefinition } from './wx-api.ts';

const minute = 60_000;
const home = { path: 'pages/home/home', scene: 1001 } as const;
const shop = {
  entry: home,
  pages: {
    'pages/home/home': { title: 'Home' },
    'pages/item/item': { title: 'Item' },
    'pages/plain/plain': {},
  },
} as const;

const picked = (attributes: object | undefined, ...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(attributes ?? {}).filter(([name]) => names.includes(name)));

describe('automatic events of a mini program', () => {
  it('tell of the first open, the session, the start and the page, in this order', async () => {
    await using device = await TestDevice.open();
    await device.start(shop);
    assert.deepEqual(device.types(), ['_first_open', '_session_start', '_app_start', '_screen_view']);
  });

  it('name a page by title, route with query and instance, and the page before', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start(shop);
    process.globals.wx.navigateTo({ url: '/pages/item/item?id=7&from=home' });
    process.globals.wx.navigateTo({ url: '/pages/plain/plain' });
    await device.rest();
    const [first, second, third] = device.attributes('_screen_view');
    const names = [
      '_screen_name',
      '_screen_id',
      '_previous_screen_name',
      '_previous_screen_id',
      '_entrances',
    ];
    assert.deepEqual(picked(first, ...names), {
      _screen_name: 'Home',
      _screen_id: 'pages/home/home',
      _entrances: 1,
    });
    assert.deepEqual(picked(second, ...names), {
      _screen_name: 'Item',
      _screen_id: 'pages/item/item?id=7&from=home',
      _previous_screen_name: 'Home',
      _previous_screen_id: 'pages/home/home',
      _entrances: 0,
    });
    assert.equal(third?._screen_name, 'pages/plain/plain');
    assert.equal(second?._previous_screen_unique_id, first?._screen_unique_id);
    assert.notEqual(second?._screen_unique_id, first?._screen_unique_id);
  });

  it('see every way to a page, and the way back', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start(shop);
    const { wx } = process.globals;
    wx.navigateTo({ url: '/pages/item/item?id=1' });
    wx.redirectTo({ url: '/pages/item/item?id=2' });
    wx.navigateBack();
    wx.reLaunch({ url: '/pages/plain/plain' });
    wx.switchTab({ url: '/pages/home/home' });
    await device.rest();
    assert.deepEqual(
      device.attributes('_screen_view').map(({ _screen_id: id }) => id),
      [
        'pages/home/home',
        'pages/item/item?id=1',
        'pages/item/item?id=2',
        'pages/home/home',
        'pages/plain/plain',
        'pages/home/home',
      ],
    );
  });

  it('see pages that are made by Component', async () => {
    await using device = await TestDevice.open();
    const calls: string[] = [];
    await device.start({
      entry: home,
      pages: {
        'pages/home/home': { title: 'Home', component: { methods: { onShow: () => calls.push('onShow') } } },
      },
    });
    assert.equal(device.attributes('_screen_view')[0]?._screen_name, 'Home');
    assert.deepEqual(calls, ['onShow']);
  });

  it('take no component for a page that has a method of its name', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start(shop);
    const component: WxDefinition = { methods: { onShow: () => 'shown' } };
    process.globals.Component(component);
    const { onShow } = Object(component.methods);
    assert.equal(onShow.call({ is: 'components/card' }), 'shown');
    await device.rest();
    assert.equal(device.events('_screen_view').length, 1);
  });

  it('take titles from the app where it has them', async () => {
    await using device = await TestDevice.open();
    await device.start({
      ...shop,
      settings: { getPageTitle: ({ route }) => (route?.includes('home') ? 'Welcome' : undefined) },
    });
    assert.equal(device.attributes('_screen_view')[0]?._screen_name, 'Welcome');
  });

  it('count calls that WeChat makes twice once', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start(shop);
    // The app hears of it by App({onShow}) and by wx.onAppShow already; a third call comes from an impatient base library.
    process.show();
    await device.wait(90);
    process.show();
    await device.wait(5_000);
    process.hide();
    process.hide();
    await device.rest();
    assert.equal(device.events('_app_start').length, 1);
    assert.equal(device.events('_app_end').length, 1);
  });

  it('tell the engagement, then the end, when the person leaves, and wait for nothing', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start(shop);
    await device.wait(1_500);
    process.hide();
    await device.rest();
    assert.deepEqual(device.types().slice(-2), ['_user_engagement', '_app_end']);
    assert.equal(device.attributes('_user_engagement')[0]?._engagement_time_msec, 1_500);
  });

  it('start a session with the page that opens, not with the one that was left', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start(shop);
    process.hide();
    await device.wait(30 * minute);
    // A card in a chat opens the mini program at another page.
    process.show({ path: 'pages/item/item', scene: 1007 }, '/pages/item/item?id=9');
    await device.rest();
    const views = device.attributes('_screen_view');
    assert.deepEqual(
      views.map(({ _screen_id: id, _entrances: entrances, _session_number: session }) => [
        id,
        entrances,
        session,
      ]),
      [
        ['pages/home/home', 1, 1],
        ['pages/item/item?id=9', 1, 2],
      ],
    );
    assert.equal(views[1]?._previous_screen_id, undefined);
  });

  it('carry the scene of the last entry', async () => {
    await using device = await TestDevice.open();
    const { process, sdk } = await device.start(shop);
    process.hide();
    process.show({ scene: 1007 });
    sdk.record({ name: 'after' });
    await device.rest();
    assert.deepEqual(
      [...device.attributes('_first_open'), ...device.attributes('_app_start', 'after')].map(
        ({ _mp_scene: scene }) => scene,
      ),
      [1001, 1001, 1007, 1007],
    );
  });

  it('work for an app that calls init when it is launched already', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start({ ...shop, isLate: true });
    process.hide();
    await device.rest();
    assert.deepEqual(device.types(), [
      '_first_open',
      '_session_start',
      '_app_start',
      '_screen_view',
      '_app_end',
    ]);
  });

  const switches = [
    { settings: { autoTrackAppStart: false }, missing: '_app_start' },
    { settings: { autoTrackAppEnd: false }, missing: '_app_end' },
    { settings: { autoTrackPageShow: false }, missing: '_screen_view' },
    { settings: { autoTrackUserEngagement: false }, missing: '_user_engagement' },
  ] as const;
  for (const { settings, missing } of switches) {
    it(`leave out ${missing} when ${Object.keys(settings)} is off, until configure turns it on`, async () => {
      await using device = await TestDevice.open();
      const { process, sdk } = await device.start({ ...shop, settings });
      const visit = async (): Promise<void> => {
        process.globals.wx.navigateTo({ url: '/pages/item/item' });
        await device.wait(2_000);
        process.hide();
        process.show();
        await device.rest();
      };
      await visit();
      assert.equal(device.events(missing).length, 0);
      sdk.configure({ [Object.keys(settings)[0] ?? '']: true });
      await visit();
      assert.ok(device.events(missing).length > 0);
    });
  }
});

describe('shares, favourites and errors', () => {
  const asks = {
    entry: home,
    pages: {
      'pages/home/home': {
        title: 'Home',
        page: {
          onShareAppMessage: () => ({ title: 'Look' }),
          onShareTimeline: () => ({ title: 'Look' }),
          onAddToFavorites: () => ({ title: 'Mine' }),
        },
      },
    },
  } as const;

  it('are recorded when asked for, and the page keeps its say', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start({
      ...asks,
      settings: { autoTrackMPShare: true, autoTrackMPFavorite: true },
    });
    const page = process.pages.top;
    assert.deepEqual(page?.call('onShareAppMessage'), { title: 'Look' });
    assert.deepEqual(page?.call('onShareTimeline'), { title: 'Look' });
    assert.deepEqual(page?.call('onAddToFavorites'), { title: 'Mine' });
    await device.rest();
    assert.deepEqual(device.types().slice(-3), ['_mp_share', '_mp_share', '_mp_favorite']);
    assert.equal(device.attributes('_mp_share')[0]?._screen_name, 'Home');
  });

  it('are not recorded unless asked for', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start(asks);
    process.pages.top?.call('onShareAppMessage');
    process.pages.top?.call('onAddToFavorites');
    process.fail('Error: boom');
    await device.rest();
    assert.equal(device.types().at(-1), '_screen_view');
  });

  it('give no share button to a page that has none', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start({ ...shop, settings: { autoTrackMPShare: true } });
    assert.ok(process.pages.top);
    assert.equal('onShareAppMessage' in process.pages.top, false);
  });

  it('tell of errors that nobody caught', async () => {
    await using device = await TestDevice.open();
    const { process } = await device.start({ ...shop, settings: { autoTrackAppException: true } });
    process.fail(`Error: boom\n    at home.js:1\n${'x'.repeat(5_000)}`);
    process.reject('no such item');
    await device.rest();
    const [thrown, rejected] = device.attributes('_app_exception');
    assert.equal(thrown?._exception_message, 'Error: boom');
    assert.match(String(thrown?._exception_stack), /^Error: boom\n {4}at home\.js:1/);
    assert.equal(String(thrown?._exception_stack).length, 4_096);
    assert.equal(rejected?._exception_message, 'no such item');
  });
});
