import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readSubjects, runScenario } from '@millstream/sdk-conformance';
import { ReactNativeDriver } from '../conformance/driver.ts';

it('passes on Android, with its limits of storage, every scenario that concerns it', async () => {
  const driver = new ReactNativeDriver('android');
  const problems: string[] = [];
  let passed = 0;
  for (const { scenarios } of readSubjects()) {
    for (const scenario of scenarios) {
      const result = await runScenario(scenario, driver);
      if (result.kind === 'passed') passed += 1;
      if (result.kind === 'failed') problems.push(`${scenario.name}: ${result.problems.join('\n')}`);
    }
  }
  assert.deepEqual(problems, []);
  assert.ok(passed >= 100, `only ${passed} scenarios concern it`);
});
