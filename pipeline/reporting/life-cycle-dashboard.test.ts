import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dimensions } from './dimension.ts';
import { lifeCycleDashboard, visualsOf } from './life-cycle-dashboard.ts';
import { metrics } from './metric.ts';

const visuals = lifeCycleDashboard.sheets.flatMap(visualsOf);

/** Every text in a value, with the path to it. */
function textsIn(
  value: unknown,
  path = '',
): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en-US' in value) return [[path, { ...value }]];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}/${key}`));
}

describe('life cycle dashboard', () => {
  it('has the six sheets of the specification', () => {
    assert.deepEqual(
      lifeCycleDashboard.sheets.map(({ id }) => id),
      ['overview', 'acquisition', 'engagement', 'retention', 'device', 'details'],
    );
  });

  it('names each visual once in its sheet', () => {
    for (const sheet of lifeCycleDashboard.sheets) {
      const ids = visualsOf(sheet).map(({ id }) => id);
      assert.deepEqual([...new Set(ids)], ids, sheet.id);
    }
  });

  it('says everything in both languages', () => {
    const said = textsIn({ lifeCycleDashboard, metrics, dimensions });
    assert.ok(said.length > visuals.length);
    for (const [path, texts] of said) {
      assert.deepEqual(Object.keys(texts).sort(), ['en-US', 'zh-CN'], path);
      for (const text of Object.values(texts)) assert.notEqual(String(text).trim(), '', path);
    }
  });
});
