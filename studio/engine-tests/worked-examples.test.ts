import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { anyName } from '../fields/known-names.ts';
import { parseLifecycleRequest } from '../lifecycle/lifecycle-request.ts';
import { readLifecycle } from '../lifecycle/read-lifecycle.ts';
import { analyze } from '../run/analyze.ts';
import { planSegment } from '../segments/plan/plan-segment.ts';
import type { SegmentSpec } from '../segments/segment-spec.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import { assertAgree } from '../test-support/assert-agree.ts';
import { corpusEngines } from '../test-support/corpus-engines.ts';
import { exampleA1 } from '../test-support/examples/attribution-cases.ts';
import { exampleE1, exampleE2 } from '../test-support/examples/event-cases.ts';
import type { Example, ExampleSet } from '../test-support/examples/example.ts';
import { exampleF1 } from '../test-support/examples/funnel-cases.ts';
import { type LifecycleExample, lifecycleExamples } from '../test-support/examples/lifecycle-cases.ts';
import { exampleP1, exampleP2, pathNodes } from '../test-support/examples/path-cases.ts';
import { exampleR1, exampleR2 } from '../test-support/examples/retention-cases.ts';
import { exampleS1 } from '../test-support/examples/segment-cases.ts';
import { segmentOracle } from '../test-support/oracle/segment-oracle.ts';
import { runPlan } from '../test-support/run-plan.ts';

const sets: readonly ExampleSet[] = [
  exampleE1,
  exampleE2,
  exampleF1,
  exampleP1,
  exampleP2,
  pathNodes,
  exampleR1,
  exampleR2,
  exampleA1,
];
/** Trino plans a statement on one processor: two at a time use both. */
const concurrency = 2;
const engineNames = ['duckdb', 'trino', 'redshift'] as const;
type EngineName = (typeof engineNames)[number];
const engines = await corpusEngines(
  ...[...sets, exampleS1, ...lifecycleExamples].map(({ corpus }) => corpus),
);
after(() => engines[Symbol.asyncDispose]());

async function answerOf(set: ExampleSet, example: Example, engine: EngineName) {
  const { timeZone = 'UTC', weekStart = 'monday' } = example;
  const spec = parseAnalysisSpec({
    version: 1,
    kind: set.kind,
    projectId: 'first',
    appId: set.corpus.appId,
    ...set.spec,
    ...example.spec,
  });
  const result = await analyze(spec, {
    engine: engines[engine],
    calendar: { timeZone, weekStart },
    known: anyName,
    nowMs: Date.parse('2024-04-01T00:00:00Z'),
  });
  return example.read(result);
}

async function membersOf({ criteria, appId }: SegmentSpec, engine: EngineName) {
  assert.ok(criteria, 'an example has criteria');
  const plan = planSegment(criteria, { appId, ...exampleS1.place, known: anyName });
  const rows = await runPlan(plan, engines[engine]);
  return rows.map((row) => String(row.user_pseudo_id)).sort();
}

for (const set of sets) {
  describe(set.title, { concurrency }, () => {
    for (const example of set.examples) {
      for (const engine of engineNames) {
        it(`${example.name}: ${engine}`, async () => {
          assertAgree(await answerOf(set, example, engine), example.expected);
        });
      }
    }
  });
}

describe('S1: segments', { concurrency }, () => {
  const { cases, corpus, place } = exampleS1;
  for (const [name, spec, wanted] of cases) {
    const expected = wanted === '' ? [] : wanted.split(' ');
    it(`${name}: in words`, () => assert.deepEqual(segmentOracle(corpus, spec, place), expected));
    for (const engine of engineNames) {
      it(`${name}: ${engine}`, async () => assert.deepEqual(await membersOf(spec, engine), expected));
    }
  }
});

async function visualOf(appId: string, example: LifecycleExample, engine: EngineName) {
  const { visual, start, end, platforms, read = (rows) => rows } = example;
  const request = parseLifecycleRequest({
    projectId: 'first',
    appId,
    visuals: [visual],
    time: { type: 'fixed', start, end },
    asOf: '2024-05-01T00:00:00Z',
    ...(platforms === undefined ? {} : { platforms }),
  });
  const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;
  const options = { engine: engines[engine], calendar, known: anyName, nowMs: 0 };
  const { sheets } = await readLifecycle(request, options);
  const outcome = sheets[0]?.sections[0]?.visuals[0]?.outcome;
  assert.equal(outcome?.kind, 'result', JSON.stringify(outcome));
  return read(outcome?.kind === 'result' ? outcome.result.rows : []);
}

for (const { title, corpus, examples } of lifecycleExamples) {
  describe(`life cycle dashboard: ${title}`, { concurrency }, () => {
    for (const example of examples) {
      for (const engine of engineNames) {
        it(`${example.name}: ${engine}`, async () => {
          assertAgree(await visualOf(corpus.appId, example, engine), example.expected);
        });
      }
    }
  });
}
