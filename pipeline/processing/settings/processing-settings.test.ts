import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { processingConfigSchema } from './processing-settings.ts';

describe('processing settings', () => {
  it('fill the documented defaults', () => {
    assert.deepEqual(processingConfigSchema.parse({ projectId: 'p', apps: ['a'] }), {
      projectId: 'p',
      apps: ['a'],
      freshnessHours: 72,
      futureToleranceMs: 0,
      timeShift: false,
      correctBeforeFreshness: false,
      trafficSourceEnrichment: true,
      lengthCheck: true,
      transformer: 'clickstream',
      enrichments: ['ua', 'ip'],
      botDetection: true,
      plugins: [],
    });
  });

  it('can be handed to a thread', () => {
    const config = processingConfigSchema.parse({
      projectId: 'p',
      apps: ['web'],
      plugins: [{ path: 'x.ts', config: { rate: 2 } }],
    });
    assert.deepEqual(structuredClone(config), config);
  });

  const invalid: readonly Record<string, unknown>[] = [
    { freshnessHours: 0 },
    { futureToleranceMs: -1 },
    { transformer: '' },
    { unknown: true },
    { apps: [''] },
  ];
  for (const change of invalid) {
    it(`refuse ${JSON.stringify(change)}`, () => {
      assert.equal(
        processingConfigSchema.safeParse({ projectId: 'p', apps: ['web'], ...change }).success,
        false,
      );
    });
  }
});
