import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { silentLogger } from '@millstream/core';
import { pluginTransformStep } from '../plugins/plugin-chain.ts';
import { createPluginRunner } from '../plugins/plugin-runner.ts';
import { preparePlugins } from '../plugins/prepare-plugins.ts';
import { pluginTestText, testPlugin } from '../plugins/test-plugin.ts';
import { sampleRecord, sampleRow } from '../plugins/test-samples.ts';
import { openPluginFixture } from './plugin-fixture.ts';

const fixture = openPluginFixture();
const example = (path: string): string =>
  fileURLToPath(new URL(`../plugins/examples/${path}`, import.meta.url));
const segment = example('segment-transformer/segment-transformer.ts');
const currency = example('currency-enrichment/currency-enrichment.ts');

describe('the shipped example plug-ins in their sandbox', () => {
  it('makes events and rejects of Segment bodies, record by record', async () => {
    const plugins = await preparePlugins([{ path: segment, config: { writeKeys: { key: 'mapped' } } }]);
    const runner = createPluginRunner({ plugins, logger: silentLogger });
    const step = pluginTransformStep(runner, 'segment');
    const page = { type: 'page', anonymousId: 'a', messageId: 'm' };
    const bodies = [
      { batch: [page, { type: 'alias' }], writeKey: 'key' },
      { type: 'alias' },
      { type: 'track', event: 'Tea', writeKey: 'other' },
    ];
    const records = bodies.map((body, line) => sampleRecord({ data: JSON.stringify(body) }, line));
    const [mixed, none, single] = await step.transform(records);
    await runner.close();
    assert.ok(mixed?.kind === 'events' && single?.kind === 'events' && none?.kind === 'events');
    assert.equal(mixed.events.length, 1);
    assert.equal((mixed.events[0] as { app_id: string }).app_id, 'mapped');
    assert.deepEqual(mixed.rejects, [
      { reason: 'messages of type alias make no event', text: '{"type":"alias","context":{}}' },
    ]);
    assert.deepEqual([none.events.length, none.rejects?.length], [0, 1]);
    assert.equal((single.events[0] as { app_id: string }).app_id, 'shop');
  });

  it('quarantines the one record that breaks a transformer', async () => {
    const path = fixture.write(
      'fragile.js',
      `export default { name: 'fragile', version: '1', apiVersion: 1, kind: 'transformer', reads: ['data'],
        transform: (records) => ({ events: records.map(({ index, data }) => ({ record: index, event: { n: data.length / (data.length - 1) | 0, x: JSON.parse(data) } })) }) };`,
    );
    const runner = createPluginRunner({ plugins: await preparePlugins([{ path }]), logger: silentLogger });
    const records = ['1', '22', 'x', '333'].map((data, line) => sampleRecord({ data }, line));
    const results = await pluginTransformStep(runner, 'fragile').transform(records);
    await runner.close();
    assert.deepEqual(
      results.map((result) => (result.kind === 'rejected' ? result.reason : result.kind)),
      ['events', 'events', 'plugin_failed', 'events'],
    );
  });

  it('turns values into one currency by the rate of the day and keeps what was sent', async () => {
    const plugins = await preparePlugins([{ path: currency, config: { currency: 'EUR' } }]);
    const runner = createPluginRunner({ plugins, logger: silentLogger });
    const event_time_msec = Date.UTC(2024, 5, 1);
    const rows = [
      sampleRow({ event_value: 11, event_value_currency: 'usd', event_time_msec }, 0),
      sampleRow({ event_value: 5, event_value_currency: 'EUR' }, 1),
      sampleRow({ event_value: 5, event_value_currency: 'XXX' }, 2),
      sampleRow({}, 3),
    ];
    const before = structuredClone(rows.slice(1));
    await runner.enrich('currency', rows);
    await runner.close();
    assert.deepEqual([rows[0]?.event_value, rows[0]?.event_value_currency], [10, 'EUR']);
    assert.equal(rows[0]?.custom_parameters_json_str, '{"original_currency":"usd","original_value":11}');
    assert.deepEqual(rows.slice(1), before);
  });

  for (const path of [segment, currency]) {
    it(`pass the author's test: ${path.split('/').at(-1)}`, async () => {
      const report = await testPlugin(path);
      assert.deepEqual(report.problems, []);
      assert.match(pluginTestText(report), /\nOK\n$/);
    });
  }
});

describe("the author's test", () => {
  const bad: readonly [what: string, text: string, problem: RegExp][] = [
    [
      'ids that differ each time',
      `transform: (records) => ({ events: records.map(({ index }) => ({ record: index, event: { event_id: String(Math.random()), event_type: 'a', app_id: 'shop', timestamp: 1 } })) })`,
      /second time/,
    ],
    [
      'events that lack a field',
      `transform: (records) => ({ events: [{ record: 0, event: { event_id: '1' } }] })`,
      /app_id is missing.*event_type is missing.*timestamp/s,
    ],
    ['events of no record', `transform: () => ({ events: [{ record: 99, event: {} }] })`, /names no record/],
    ['a transformer that throws', `transform: () => { throw new Error('oh'); }`, /oh/],
  ];
  for (const [index, [what, body, problem]] of bad.entries()) {
    it(`tells ${what}`, async () => {
      const path = fixture.write(
        `bad-${index}.js`,
        `export default { name: 'bad', version: '1', apiVersion: 1, kind: 'transformer', reads: ['data'], ${body} };`,
      );
      const report = await testPlugin(path);
      assert.equal(report.isOk, false);
      assert.match(pluginTestText(report), problem);
    });
  }

  it('tells why a plug-in cannot be loaded', async () => {
    const report = await testPlugin(fixture.write('broken.js', 'export default {'));
    assert.equal(report.name, null);
    assert.match(pluginTestText(report), /PROBLEM .*broken\.js.*\nNOT OK\n$/s);
  });
});
