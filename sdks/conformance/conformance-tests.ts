import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type Cell, columnDifferences } from './conformance-table.ts';
import type { Driver } from './driver.ts';
import { readSubjects } from './read-scenarios.ts';
import { saveColumn, tablePage } from './results.ts';
import { runScenario, whyNotApplicable } from './run-scenario.ts';

/**
 * Registers one test per scenario that concerns the SDK, and one that compares its column in docs/sdks.md with what
 * the run made. Scenarios that do not concern it are no tests: they stand in the table as n/a.
 *
 * A column that differs is written by `node sdks/conformance/write-table.ts` after the run.
 */
export function testConformance(driver: Driver): void {
  const cells = new Map<string, Cell>();
  describe(`conformance of ${driver.platform}`, () => {
    for (const { subject, scenarios } of readSubjects()) {
      describe(subject, () => {
        for (const scenario of scenarios) {
          if (whyNotApplicable(scenario, driver) !== null) {
            cells.set(scenario.name, 'n/a');
            continue;
          }
          it(scenario.name, async (test) => {
            cells.set(scenario.name, '✗');
            const result = await runScenario(scenario, driver);
            if (result.kind === 'not-applicable') {
              cells.set(scenario.name, 'n/a');
              test.skip(result.because);
              return;
            }
            if (result.kind === 'failed') assert.fail(result.problems.join('\n'));
            cells.set(scenario.name, '✓');
          });
        }
      });
    }
    it('shows in docs/sdks.md what it passes', () => {
      saveColumn(driver.platform, cells);
      assert.deepEqual(columnDifferences(readFileSync(tablePage, 'utf8'), driver.platform, cells), []);
    });
  });
}
