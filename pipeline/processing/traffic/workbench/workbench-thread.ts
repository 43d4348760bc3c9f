// Entry of the thread in which rules that nobody has tried yet run: an expression of theirs may never end.
import { parentPort } from 'node:worker_threads';
import { asCodedError } from '@millstream/core';
import { type RulesToCompare, restateTrafficSource } from '../restate-traffic-source.ts';
import { checkRules } from '../rule-problems.ts';
import { shadowedRules } from '../shadowed-rules.ts';
import { patternsOf, probeTexts } from '../slow-pattern-probes.ts';
import { testTrafficRules } from '../test-traffic-rules.ts';
import type { ChannelRule } from '../traffic-rule-files.ts';
import { compileTrafficRules } from '../traffic-rules.ts';
import type {
  FromWorkbench,
  RuleCheck,
  ToWorkbench,
  WorkbenchAnswer,
  WrittenRules,
} from './workbench-messages.ts';

let comparison: RulesToCompare | null = null;

function tell(message: FromWorkbench): void {
  parentPort?.postMessage(message);
}

/** Runs every pattern on texts that are hard for it; the host ends the thread when one takes too long. */
function tryPatterns(rules: readonly ChannelRule[]): void {
  for (const { index, path, pattern } of patternsOf(rules)) {
    tell({ kind: 'trying', place: { index, path } });
    const expression = new RegExp(`^(?:${pattern})$`);
    for (const text of probeTexts(pattern)) expression.test(text);
  }
}

function check(written: WrittenRules): RuleCheck {
  const checked = checkRules(written);
  if (checked.kind === 'invalid') return { checked, shadowed: [] };
  tryPatterns(checked.rules.channels);
  return { checked, shadowed: shadowedRules(checked.rules.channels) };
}

/** Visits come each once, so that remembering much of them would only cost memory, and that for every set of rules. */
const cachedResults = 256;

function compile({ categories, channels }: WrittenRules) {
  return compileTrafficRules(categories, channels, { cachedResults });
}

function answerTo(message: ToWorkbench): WorkbenchAnswer {
  switch (message.kind) {
    case 'check':
      return { kind: 'checked', check: check(message.written) };
    case 'test':
      return { kind: 'tested', tests: message.cases.map((visit) => testTrafficRules(message.rules, visit)) };
    case 'prepare': {
      const { before, next } = message.comparison;
      comparison = { before: before.map(compile), next: compile(next) };
      return { kind: 'prepared' };
    }
    case 'restate': {
      const rules = comparison;
      if (rules === null) throw new Error('visits came before the rules to compare');
      return {
        kind: 'restated',
        restatements: message.visits.map((visit) => restateTrafficSource(visit, rules)),
      };
    }
  }
}

parentPort?.on('message', (message: ToWorkbench) => {
  try {
    tell(answerTo(message));
  } catch (error) {
    tell({ kind: 'failed', error: asCodedError(error).toJSON() });
  }
});
tell({ kind: 'ready' });
