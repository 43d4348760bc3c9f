import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { named, namesOf, openStage, sdkOf } from './started-app.ts';

const screensOf = (events: Parameters<typeof named>[0]): readonly unknown[] =>
  named(events, '_screen_view').map(({ attributes }) => attributes._screen_name);

describe('an app that stops collecting for a while', () => {
  it('counts no attention while it does not collect', async () => {
    await using stage = await openStage();
    const process = await stage.start();
    const sdk = sdkOf(process);
    sdk.showScreen({ name: 'Home' });
    await stage.phone.pass(2_000);
    sdk.disable();
    await stage.phone.pass(600_000);
    sdk.enable();
    await stage.phone.pass(3_000);
    sdk.showScreen({ name: 'Cart' });
    const [engagement] = named(await stage.sent(process), '_user_engagement');
    assert.equal(engagement?.attributes._engagement_time_msec, 5_000);
  });

  it('records the screen that was opened meanwhile when it collects again, once', async () => {
    await using stage = await openStage();
    const process = await stage.start();
    const sdk = sdkOf(process);
    sdk.showScreen({ name: 'Home' });
    sdk.disable();
    sdk.showScreen({ name: 'Cart' });
    sdk.enable();
    sdk.showScreen({ name: 'Cart' });
    const events = await stage.sent(process);
    assert.deepEqual(screensOf(events), ['Home', 'Cart']);
    assert.equal(named(events, '_screen_view')[1]?.attributes._previous_screen_name, 'Home');
  });

  it('shows a new session the screen that was opened meanwhile, and none before it', async () => {
    await using stage = await openStage();
    const process = await stage.start();
    const sdk = sdkOf(process);
    sdk.showScreen({ name: 'Home' });
    await stage.phone.pass(5_000);
    sdk.disable();
    sdk.showScreen({ name: 'Cart' });
    await stage.phone.pass(1_800_000);
    sdk.enable();
    const events = await stage.sent(process);
    assert.deepEqual(screensOf(events), ['Home', 'Cart']);
    const [, cart] = named(events, '_screen_view');
    assert.equal(cart?.attributes._entrances, 1);
    assert.equal(cart?.attributes._previous_screen_name, undefined);
  });

  it('records no leaving that it did not see', async () => {
    await using stage = await openStage();
    const process = await stage.start();
    const sdk = sdkOf(process);
    sdk.showScreen({ name: 'Home' });
    await stage.phone.pass(5_000);
    sdk.disable();
    process.emit('appStateDidChange', { app_state: 'background' });
    await stage.phone.pass(60_000);
    sdk.enable();
    const names = namesOf(await stage.sent(process));
    assert.ok(!names.includes('_app_end'), names.join());
    process.emit('appStateDidChange', { app_state: 'active' });
    process.emit('appStateDidChange', { app_state: 'background' });
    const later = (await stage.sent(process)).slice(names.length);
    assert.deepEqual(namesOf(later), ['_app_start', '_user_engagement', '_app_end']);
    assert.equal(later[1]?.attributes._engagement_time_msec, 5_000);
  });
});
