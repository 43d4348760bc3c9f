import type { TrafficRuleFiles, TrafficTest, TrafficWorkbench } from '@millstream/processing';
import type { TrafficCases } from './traffic-kinds.ts';

/** What a kept test case gave. */
export interface CaseOutcome {
  readonly name: string;
  readonly isAsExpected: boolean;
  /** Fields that gave something else than was expected. */
  readonly differences: readonly {
    readonly field: string;
    readonly expected: string | null;
    readonly actual: string | null;
  }[];
  readonly test: TrafficTest;
}

/** Runs kept test cases on rules. @throws CodedError TRAFFIC_RULES_INVALID, PATTERN_TOO_SLOW */
export async function runCases(
  workbench: TrafficWorkbench,
  rules: TrafficRuleFiles,
  cases: TrafficCases['cases'],
): Promise<readonly CaseOutcome[]> {
  const visits = cases.map(({ visit }) => visit);
  const tests = await workbench.test(rules, visits);
  return cases.flatMap(({ name, expected }, index) => {
    const test = tests[index];
    if (test === undefined) return [];
    const differences = (['source', 'medium', 'campaign', 'category', 'channelGroup'] as const).flatMap(
      (field) => {
        const [wanted, actual] = [expected[field], test.result[field]];
        return wanted === undefined || wanted === actual ? [] : [{ field, expected: wanted, actual }];
      },
    );
    return [{ name, isAsExpected: differences.length === 0, differences, test }];
  });
}
