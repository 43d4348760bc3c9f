import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Analytics } from '../analytics.ts';
import { named, namesOf, openStage, sdkOf } from './started-app.ts';

const link = 'shop://sale?utm_source=mail&utm_campaign=spring';

describe('links that open the app', () => {
  it('keeps the campaign of the link that started it, over a restart in the session, not in the next one', async () => {
    await using stage = await openStage();
    const first = await stage.start({}, { initialUrl: link });
    await stage.phone.settle(0);
    sdkOf(first).record({ name: 'a' });
    await stage.phone.settle(0);
    first.end(true);
    const second = await stage.start();
    sdkOf(second).record({ name: 'b' });
    second.emit('appStateDidChange', { app_state: 'background' });
    await stage.phone.pass(1_800_000);
    second.emit('appStateDidChange', { app_state: 'active' });
    sdkOf(second).record({ name: 'c' });
    const events = await stage.sent(second);
    const campaigns = ['a', 'b', 'c'].map(
      (name) => named(events, name)[0]?.attributes._traffic_source_campaign,
    );
    assert.deepEqual(campaigns, ['spring', 'spring', undefined]);
  });

  it('has the campaign of the link that started it from the first event on', async () => {
    await using stage = await openStage();
    const events = await stage.sent(await stage.start({}, { initialUrl: link }));
    assert.deepEqual(
      events.map(({ event_type, attributes }) => [event_type, attributes._traffic_source_source]),
      [
        ['_first_open', 'mail'],
        ['_session_start', 'mail'],
        ['_app_start', 'mail'],
      ],
    );
  });

  it('gives a link that brings it back to the session that begins with it', async () => {
    await using stage = await openStage();
    const process = await stage.start();
    process.emit('appStateDidChange', { app_state: 'background' });
    await stage.phone.pass(1_800_000);
    // Systems tell of the link first.
    process.emit('url', { url: link });
    sdkOf(process).record({ name: 'in_background' });
    process.emit('appStateDidChange', { app_state: 'active' });
    const events = await stage.sent(process);
    const starts = named(events, '_session_start').map(({ attributes }) => attributes._traffic_source_source);
    assert.deepEqual(starts, [undefined, 'mail']);
    assert.equal(named(events, 'in_background')[0]?.attributes._traffic_source_source, undefined);
  });

  for (const system of ['ios', 'android'] as const) {
    it(`hears of a link while it runs on ${system}, unless told not to`, async () => {
      for (const isTrackDeepLinks of [true, false]) {
        await using stage = await openStage({ system });
        const process = await stage.start({ isTrackDeepLinks });
        process.emit('url', { url: link });
        sdkOf(process).record({ name: 'a' });
        const [event] = named(await stage.sent(process), 'a');
        assert.equal(event?.attributes._traffic_source_source, isTrackDeepLinks ? 'mail' : undefined);
      }
    });
  }

  it("lets the app's own traffic source win", async () => {
    await using stage = await openStage();
    const process = await stage.start();
    sdkOf(process).recordDeepLink(link);
    sdkOf(process).record({ name: 'a', attributes: { _traffic_source_source: 'own' } });
    const [event] = named(await stage.sent(process), 'a');
    assert.equal(event?.attributes._traffic_source_source, 'own');
    assert.equal(event?.attributes._traffic_source_campaign, 'spring');
  });
});

describe('uncaught errors', () => {
  it('are sent before the handler that was there ends the app', async () => {
    await using stage = await openStage();
    const process = await stage.launch();
    const heard: number[] = [];
    process.app.ErrorUtils.setGlobalHandler(() =>
      heard.push(named(stage.collector.events, '_app_exception').length),
    );
    await sdkOf(process).init({
      appId: 'shop',
      endpoint: stage.collector.endpoint,
      isTrackAppExceptionEvents: true,
    });
    process.app.ErrorUtils.reportFatalError(new TypeError('no such product'));
    assert.deepEqual(heard, []);
    await stage.phone.settle(0);
    assert.deepEqual(heard, [1]);
    const [event] = named(stage.collector.events, '_app_exception');
    assert.equal(event?.attributes._exception_message, 'no such product');
    assert.match(String(event?.attributes._exception_stack), /links-and-errors/);
  });

  it('wait for a silent collector no longer than a second', async () => {
    await using stage = await openStage();
    const process = await stage.launch();
    const heardAtMs: number[] = [];
    process.app.ErrorUtils.setGlobalHandler(() => heardAtMs.push(stage.phone.clock.elapsedMs));
    await sdkOf(process).init({
      appId: 'shop',
      endpoint: stage.collector.endpoint,
      isTrackAppExceptionEvents: true,
    });
    stage.collector.hang();
    process.app.ErrorUtils.reportFatalError(new Error('x'));
    await stage.phone.settle(1);
    stage.phone.clock.tick(0);
    await stage.phone.settle(1);
    stage.phone.clock.tick(999);
    await stage.phone.settle(1);
    assert.deepEqual(heardAtMs, []);
    stage.phone.clock.tick(1_000);
    await stage.phone.settle(1);
    assert.deepEqual(heardAtMs, [1_000]);
  });

  it('are left alone unless asked for, and passed on at once when the app goes on', async () => {
    await using stage = await openStage();
    const process = await stage.launch();
    const heard: unknown[] = [];
    process.app.ErrorUtils.setGlobalHandler((error, isFatal) => heard.push([error, isFatal]));
    await sdkOf(process).init({ appId: 'shop', endpoint: stage.collector.endpoint });
    process.app.ErrorUtils.reportError('first');
    sdkOf(process).updateConfigure({ isTrackAppExceptionEvents: true });
    process.app.ErrorUtils.reportError('second');
    assert.deepEqual(heard, [
      ['first', false],
      ['second', false],
    ]);
    const exceptions = named(await stage.sent(process), '_app_exception');
    assert.deepEqual(
      exceptions.map(({ attributes }) => attributes._exception_message),
      ['second'],
    );
  });
});

describe('a fatal error that is not recorded', () => {
  for (const { why, change } of [
    {
      why: 'errors are wanted no more',
      change: (sdk: Analytics) => sdk.updateConfigure({ isTrackAppExceptionEvents: false }),
    },
    { why: 'nothing is collected', change: (sdk: Analytics) => sdk.disable() },
  ]) {
    it(`reaches the handler of the app at once: ${why}`, async () => {
      await using stage = await openStage();
      const process = await stage.launch();
      const heard: unknown[] = [];
      process.app.ErrorUtils.setGlobalHandler((error) => heard.push(error));
      await sdkOf(process).init({
        appId: 'shop',
        endpoint: stage.collector.endpoint,
        isTrackAppExceptionEvents: true,
      });
      change(sdkOf(process));
      process.app.ErrorUtils.reportFatalError('x');
      assert.deepEqual(heard, ['x']);
    });
  }
});

describe('manual screen views', () => {
  it('are recorded for the screen that is shown too, with attributes of the app', async () => {
    await using stage = await openStage();
    const process = await stage.start();
    const { Attr, Event } = process.app.sdk;
    sdkOf(process).recordScreenView({ name: 'Cart', uniqueId: '1' }, { items: 2, 'not a name': 1 });
    sdkOf(process).record({
      name: Event.SCREEN_VIEW,
      attributes: { [`${Attr.SCREEN_NAME}`]: 'Cart', items: 3 },
    });
    const views = named(await stage.sent(process), '_screen_view');
    assert.deepEqual(
      views.map(({ attributes }) => [attributes._screen_name, attributes.items, attributes._entrances]),
      [
        ['Cart', 2, 1],
        ['Cart', 3, 0],
      ],
    );
    assert.equal(views[0]?.attributes._error_code, 2_002);
    assert.equal(views[1]?.attributes._previous_screen_name, 'Cart');
  });

  it('without a name are error 5001', async () => {
    await using stage = await openStage();
    const process = await stage.start();
    sdkOf(process).recordScreenView({ name: '' });
    const events = await stage.sent(process);
    assert.deepEqual(namesOf(events).slice(3), ['_clickstream_error']);
    assert.equal(events.at(-1)?.attributes._error_code, 5_001);
  });
});
