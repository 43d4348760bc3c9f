import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type PipelineSpec, pipelineSpecSchema } from '@millstream/console';
import { maskedSpec, withStoredSecret } from './spec-secrets.ts';

const config = { apiKey: 'k1', region: 'eu', salts: [{ secret: 's1', name: '***' }] };
const stored: PipelineSpec = pipelineSpecSchema.parse({
  ingestion: {
    authentication: { issuer: 'https://id.example.test', appClientSecret: 'word' },
  },
  processing: { plugins: [{ name: 'geo', version: '1.0.0', config }] },
});

describe('secrets of a pipeline', () => {
  it('are not shown', () => {
    const text = JSON.stringify(maskedSpec(stored));
    for (const secret of ['word', 'k1', 's1']) assert.ok(!text.includes(`"${secret}"`), secret);
    assert.ok(text.includes('"region":"eu"'));
  });

  it('stay when what was shown comes back', () => {
    assert.deepEqual(withStoredSecret(maskedSpec(stored), stored), stored);
  });

  it('change when others are sent, for a plug-in in another version too', () => {
    const shown = maskedSpec(stored);
    const [use] = shown.processing.plugins;
    assert.ok(use);
    const other = { ...use, version: '2.0.0', config: { ...use.config, apiKey: 'k2' } };
    const wanted = { ...shown, processing: { ...shown.processing, plugins: [other] } };
    const found = withStoredSecret(wanted, stored) as PipelineSpec;
    assert.deepEqual(found.processing.plugins[0]?.config, { ...config, apiKey: 'k2' });
  });

  it('go to no other issuer', () => {
    const shown = maskedSpec(stored);
    const authentication = { ...shown.ingestion.authentication, issuer: 'https://evil.example.test' };
    const wanted = { ...shown, ingestion: { ...shown.ingestion, authentication } };
    const found = withStoredSecret(wanted, stored) as PipelineSpec;
    assert.equal(found.ingestion.authentication.appClientSecret, '');
  });
});
