import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSubjects, runScenario } from '@millstream/sdk-conformance';
import { ReactNativeDriver } from '../conformance/driver.ts';

describe('conformance of react-native on Android', () => {
  const driver = new ReactNativeDriver('android');
  for (const { subject, scenarios } of readSubjects()) {
    describe(subject, () => {
      for (const scenario of scenarios) {
        it(scenario.name, async (test) => {
          const result = await runScenario(scenario, driver);
          if (result.kind === 'failed') assert.fail(result.problems.join('\n'));
          if (result.kind === 'not-applicable') test.skip(result.because);
        });
      }
    });
  }
});
