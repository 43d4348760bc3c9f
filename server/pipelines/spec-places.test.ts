import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pipelineSpecSchema } from '@millstream/console';
import { givenSettings, loadSettings, type SettingsSources } from '../config/load-settings.ts';
import { fixedFields, valueAt, withFixed, withoutFixed } from './spec-places.ts';

const sources: SettingsSources = {
  file: null,
  environment: {
    MILLSTREAM_PROCESSING__FRESHNESS_HOURS: '5',
    MILLSTREAM_INGESTION__CORS: '{"enforce":true}',
  },
  options: { collectPort: 0, memory: '1GB' },
};
const settings = loadSettings(sources);
const fixed = fixedFields(settings, givenSettings(sources));
const stored = pipelineSpecSchema.parse({});

describe('fields that the installation fixes', () => {
  it('are named with their value and what fixes them', () => {
    assert.deepEqual(
      fixed.map(({ field, value, source }) => [field, value, source]),
      [
        ['ingestion.port', 0, 'option'],
        ['ingestion.cors.enforce', true, 'environment'],
        ['processing.freshnessHours', 5, 'environment'],
        ['modeling.memory', 1_000_000_000, 'option'],
      ],
    );
  });
  it('are in force whatever is stored', () => {
    const spec = withFixed(stored, fixed);
    assert.deepEqual(
      ['ingestion.port', 'ingestion.cors.enforce', 'processing.freshnessHours'].map((path) =>
        valueAt(spec, path),
      ),
      [0, true, 5],
    );
  });
  it('stay as they were stored when a person saves what is shown', () => {
    const wanted = { ...withFixed(stored, fixed), labels: [{ key: 'a', value: 'b' }] };
    const saved = pipelineSpecSchema.parse(withoutFixed(wanted, stored, fixed));
    assert.deepEqual(saved, { ...stored, labels: [{ key: 'a', value: 'b' }] });
  });
  it('are those that differ from their defaults where nobody tells which were given', () => {
    const fields = fixedFields(settings, null).map(({ field }) => field);
    assert.ok(fields.includes('ingestion.port') && fields.includes('processing.freshnessHours'));
    assert.ok(!fields.includes('ingestion.host'));
  });
});
