import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundleSdk } from '../bundle.ts';
import { loadMiniProgram } from '../simulation/load-mini-program.ts';
import { SimulatedProcess } from '../simulation/simulated-process.ts';
import { TestDevice } from '../simulation/test-device.ts';

const folder = fileURLToPath(new URL('../../examples/wechat/', import.meta.url));

describe('the sample mini program', () => {
  it('tells of a visit from the first screen to the cart', async () => {
    await using device = await TestDevice.open();
    const process = new SimulatedProcess(device);
    const settings = { appId: 'tea-shop', endpoint: device.collector.endpoint };
    const app = loadMiniProgram(process, folder, {
      'clickstream-wx.js': await bundleSdk(),
      'settings.js': `module.exports = ${JSON.stringify(settings)};`,
    });
    process.launch(app, { path: 'pages/home/home', scene: 1001 });
    await device.wait(3_000);
    process.pages.top?.call('onLogin');
    process.pages.top?.call('onOpen', { currentTarget: { dataset: { id: 'tea-2' } } });
    await device.wait(2_000);
    process.pages.top?.call('onBuy');
    process.pages.top?.call('onShareAppMessage');
    process.hide();
    await device.rest();

    assert.deepEqual(device.types(), [
      '_first_open',
      '_session_start',
      '_app_start',
      '_screen_view',
      '_profile_set',
      '_profile_set',
      '_user_engagement',
      '_screen_view',
      'add_to_cart',
      '_user_engagement',
      '_screen_view',
      '_mp_share',
      '_app_end',
    ]);
    const [bought] = device.events('add_to_cart');
    assert.deepEqual(bought?.items, [
      { id: 'tea-2', name: 'Tieguanyin', brand: 'Anxi', price: 36, currency: 'CNY', quantity: 1 },
    ]);
    assert.equal(device.attributes('add_to_cart')[0]?._screen_name, 'Tea');
    assert.equal(device.attributes('add_to_cart')[0]?._screen_id, 'pages/item/item?id=tea-2');
    assert.match(process.printed.flat().join('\n'), /EventRecorder/);
  });
});
