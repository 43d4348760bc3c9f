import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readPipelineSpec, specRanges } from '@millstream/console';
import { parse } from 'yaml';
import { projectFileSchema } from './project-file.ts';

const page = readFileSync(new URL('../../docs/pipelines.md', import.meta.url), 'utf8');

describe('manual of pipelines', () => {
  it('shows a file that can be applied', () => {
    const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const file = projectFileSchema.parse(parse(text));
    const read = readPipelineSpec(file.pipeline);
    assert.deepEqual('problems' in read ? read.problems : [], []);
    assert.deepEqual([file.project.id, file.apps[0]?.appId], ['shop', 'shopweb']);
  });
  it('names every number of a pipeline', () => {
    const missing = Object.keys(specRanges).filter((field) => {
      const [last = ''] = field.split('.').slice(-1);
      return !page.includes(`\`${field}\``) && !page.includes(`\`${last}\``);
    });
    assert.deepEqual(missing, []);
  });
});
