import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeMetrics } from './merge-metrics.ts';

const text = (value: number) =>
  `# HELP up 1 while it answers.\n# TYPE up gauge\nup ${value}\n# HELP n Requests.\n# TYPE n counter\nn{app="web"} ${value}\n`;

describe('metrics of several projects', () => {
  it('stay as they are for one project', () => {
    assert.equal(mergeMetrics([{ projectId: 'first', text: text(1) }]), text(1));
  });
  it('describe each metric once and name the project of each series', () => {
    const merged = mergeMetrics([
      { projectId: 'first', text: text(1) },
      { projectId: 'shop', text: text(2) },
    ]);
    assert.deepEqual(merged.trim().split('\n'), [
      '# HELP up 1 while it answers.',
      '# TYPE up gauge',
      'up{project="first"} 1',
      'up{project="shop"} 2',
      '# HELP n Requests.',
      '# TYPE n counter',
      'n{project="first",app="web"} 1',
      'n{project="shop",app="web"} 2',
    ]);
  });
});
