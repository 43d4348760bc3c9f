import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { defaultRuleFiles } from '../rules-in-force.ts';
import type { TrafficRuleFiles } from '../traffic-rule-files.ts';
import { createTrafficWorkbench } from './traffic-workbench.ts';

const defaults = defaultRuleFiles();

function withPattern(value: string): TrafficRuleFiles {
  const leaf = { field: 'traffic_source_medium', op: 'match', value } as const;
  const rule = { id: 'mine', channel: 'Mine', condition: { 'op::and': [leaf] } };
  return { ...defaults, channels: [rule, ...defaults.channels] };
}

describe('the traffic workbench', () => {
  it('finds nothing wrong with the defaults', async () => {
    await using workbench = createTrafficWorkbench();
    const { checked, shadowed } = await workbench.check(defaults);
    assert.deepEqual([checked.kind, shadowed], ['valid', []]);
  });

  for (const pattern of ['(a+)+', '(.*){12}x', '([a-z]+)*-', '(x|xx)+y']) {
    it(`stops and names the endless pattern ${pattern}, and goes on`, async () => {
      await using workbench = createTrafficWorkbench({ timeoutMs: 2_000 });
      const { checked } = await workbench.check(withPattern(pattern));
      assert.deepEqual(
        checked.kind === 'invalid' &&
          checked.problems.map(({ code, index, path }) => `${code} ${index} ${path}`),
        ['PATTERN_TOO_SLOW 0 condition.op::and.0.value'],
      );
      const [test] = await workbench.test(defaults, [{ url: 'https://a.b/?gclid=1' }]);
      assert.equal(test?.result.channelGroup, 'Paid Search');
    });
  }

  it('stops a test that would not end', async () => {
    await using workbench = createTrafficWorkbench({ timeoutMs: 2_000 });
    const url = `https://a.b/?utm_source=x&utm_medium=${'a'.repeat(200)}!`;
    await assert.rejects(
      workbench.test(withPattern('(a+)+'), [{ url }]),
      (error) => error instanceof CodedError && error.code === 'PATTERN_TOO_SLOW',
    );
  });

  it('answers calls at the same time each with its own', async () => {
    await using workbench = createTrafficWorkbench();
    const urls = ['https://a.b/', 'https://a.b/?gclid=1', 'https://a.b/?utm_source=sms'];
    const answers = await Promise.all(urls.map((url) => workbench.test(defaults, [{ url }])));
    assert.deepEqual(
      answers.map(([test]) => test?.result.channelGroup),
      ['Direct', 'Paid Search', 'SMS'],
    );
  });
});
