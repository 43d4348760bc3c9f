import type { Worker } from 'node:worker_threads';
import type { Restatement, StoredVisit } from '../restate-traffic-source.ts';
import type { TrafficCase, TrafficTest } from '../test-traffic-rules.ts';
import type { TrafficRuleFiles } from '../traffic-rule-files.ts';
import type {
  FilesToCompare,
  RuleCheck,
  ToWorkbench,
  WorkbenchAnswer,
  WrittenRules,
} from './workbench-messages.ts';
import { askWorker, SlowPatternError, type SlowPlace, startWorker } from './workbench-worker.ts';

/**
 * Runs the pipeline's traffic-source code on rules that are not in force, in a thread of its own, so that an expression
 * that never ends is stopped and named. Work is done one after another.
 */
export interface TrafficWorkbench extends AsyncDisposable {
  /** Says what is wrong with written rules, also patterns that take too long, and which rules are never reached. */
  check(written: WrittenRules): Promise<RuleCheck>;
  /** @throws CodedError TRAFFIC_RULES_INVALID, PATTERN_TOO_SLOW */
  test(rules: TrafficRuleFiles, cases: readonly TrafficCase[]): Promise<readonly TrafficTest[]>;
  /**
   * Hands each batch of visits on with what the next rules make of it.
   * @throws CodedError TRAFFIC_RULES_INVALID, PATTERN_TOO_SLOW
   */
  compare(
    comparison: FilesToCompare,
    batches: AsyncIterable<readonly StoredVisit[]>,
  ): AsyncGenerator<readonly Restatement[], void>;
}

/** Limits of a workbench. */
export interface TrafficWorkbenchOptions {
  /** Longest time for a piece of work, or in `check` for one pattern, ms. @default 2_000 */
  readonly timeoutMs?: number;
}

/** Creates a workbench; its thread starts with the first work and again after one was stopped. */
export function createTrafficWorkbench({
  timeoutMs = 2_000,
}: TrafficWorkbenchOptions = {}): TrafficWorkbench {
  let worker: Worker | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  function ask(message: ToWorkbench): Promise<WorkbenchAnswer> {
    const answer = turn.then(async () => {
      if (worker === null) {
        const started = await startWorker();
        started.once('exit', () => {
          if (worker === started) worker = null;
        });
        worker = started;
      }
      return askWorker(worker, message, timeoutMs);
    });
    turn = answer.catch(() => {});
    return answer;
  }

  return {
    async check(written) {
      try {
        return checkOf(await ask({ kind: 'check', written }));
      } catch (error) {
        if (error instanceof SlowPatternError) return slowCheck(error.place);
        throw error;
      }
    },
    async test(rules, cases) {
      const answer = await ask({ kind: 'test', rules, cases });
      return answer.kind === 'tested' ? answer.tests : unexpected(answer);
    },
    compare: compareAside,
    async [Symbol.asyncDispose]() {
      await turn;
      await worker?.terminate();
    },
  };
}

/** Longest time for a batch of a comparison, ms: it runs several sets of rules on each visit. */
const batchTimeoutMs = 60_000;

/** A comparison holds its rules for as long as it runs, so it has a thread of its own. */
async function* compareAside(
  comparison: FilesToCompare,
  batches: AsyncIterable<readonly StoredVisit[]>,
): AsyncGenerator<readonly Restatement[], void> {
  const worker = await startWorker();
  try {
    await askWorker(worker, { kind: 'prepare', comparison }, batchTimeoutMs);
    for await (const visits of batches) {
      const answer = await askWorker(worker, { kind: 'restate', visits }, batchTimeoutMs);
      yield answer.kind === 'restated' ? answer.restatements : unexpected(answer);
    }
  } finally {
    await worker.terminate();
  }
}

function checkOf(answer: WorkbenchAnswer): RuleCheck {
  return answer.kind === 'checked' ? answer.check : unexpected(answer);
}

function unexpected(answer: WorkbenchAnswer): never {
  throw new Error(`the workbench answered ${answer.kind}`);
}

function slowCheck(place: SlowPlace): RuleCheck {
  const problem = {
    list: 'channels',
    index: place?.index ?? null,
    path: place?.path ?? '',
    code: 'PATTERN_TOO_SLOW',
    message: 'takes too long on long texts',
    character: null,
  } as const;
  return { checked: { kind: 'invalid', problems: [problem] }, shadowed: [] };
}
