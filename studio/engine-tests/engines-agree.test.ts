import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import { anyName } from '../fields/known-names.ts';
import type { AnalysisResult } from '../result/analysis-result.ts';
import { analyze, contextOf } from '../run/analyze.ts';
import { planSegment } from '../segments/plan/plan-segment.ts';
import { parseSegmentSpec } from '../segments/segment-spec.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import { assertAnalysisAgrees } from '../test-support/agreement/analysis-agreement.ts';
import { assertAgree } from '../test-support/assert-agree.ts';
import { attributionQuestions } from '../test-support/fixed/attribution-questions.ts';
import { eventQuestions } from '../test-support/fixed/event-questions.ts';
import { fixedEngines } from '../test-support/fixed/fixed-engines.ts';
import type { FixedQuestion } from '../test-support/fixed/fixed-question.ts';
import { shopApp } from '../test-support/fixed/fixed-shop.ts';
import { funnelQuestions } from '../test-support/fixed/funnel-questions.ts';
import { pathQuestions } from '../test-support/fixed/path-questions.ts';
import { retentionQuestions } from '../test-support/fixed/retention-questions.ts';
import { type FixedSegment, fixedSegments } from '../test-support/fixed/segment-questions.ts';
import { segmentOracle } from '../test-support/oracle/segment-oracle.ts';
import { runPlan } from '../test-support/run-plan.ts';

const fixed = await fixedEngines();
after(() => fixed[Symbol.asyncDispose]());
const { engines, corpus } = fixed;
const nowMs = Date.parse('2024-11-01T00:00:00Z');
/** Trino plans a statement on one processor: two at a time use both. */
const concurrency = 2;
const others = ['trino', 'redshift'] as const;

const analyses: Readonly<Record<string, readonly FixedQuestion[]>> = {
  'event analyses': eventQuestions,
  funnels: funnelQuestions,
  paths: pathQuestions,
  retention: retentionQuestions,
  attribution: attributionQuestions,
};

/** Everything of a result that must not depend on the engine. */
function meaningOf({ columns, rows, chart, totals, partialBuckets }: AnalysisResult) {
  return { columns, rows, chart, totals, partialBuckets };
}

function askAnalysis({ spec: json, calendar }: FixedQuestion) {
  const spec = parseAnalysisSpec({ version: 1, projectId: 'first', appId: shopApp, ...json });
  const options = { calendar, known: anyName, nowMs };
  const ask = (engine: AnalysisEngine) => analyze(spec, { engine, ...options });
  return { spec, context: contextOf(spec, options), ask };
}

for (const [title, questions] of Object.entries(analyses)) {
  describe(`${title} over the fixed shop`, { concurrency }, () => {
    for (const question of questions) {
      const { spec, context, ask } = askAnalysis(question);
      const answer = ask(engines.duckdb);
      answer.catch(() => undefined);
      it(`${question.name}: duckdb as in words`, async () => {
        assertAnalysisAgrees(await answer, { corpus, spec, context });
      });
      for (const engine of others) {
        it(`${question.name}: ${engine} as duckdb`, async () => {
          assertAgree(meaningOf(await ask(engines[engine])), meaningOf(await answer), question.name);
        });
      }
    }
  });
}

function askSegment({ criteria, calendar }: FixedSegment) {
  const place = { calendar, asOfMs: nowMs };
  const spec = parseSegmentSpec({
    version: 1,
    name: 'Fixed',
    projectId: 'first',
    appId: shopApp,
    criteria,
    refresh: { type: 'manual' },
  });
  assert.ok(spec.criteria);
  const plan = planSegment(spec.criteria, { appId: shopApp, known: anyName, ...place });
  const ask = async (engine: AnalysisEngine) =>
    (await runPlan(plan, engine)).map((row) => String(row.user_pseudo_id)).sort();
  return { expected: segmentOracle(corpus, spec, place), ask };
}

describe('segments over the fixed shop', { concurrency }, () => {
  for (const segment of fixedSegments) {
    const { expected, ask } = askSegment(segment);
    it(`${segment.name}: somebody, but not everybody`, () => {
      assert.ok(
        expected.length > 0 && expected.length < (corpus.users?.length ?? 0),
        String(expected.length),
      );
    });
    for (const engine of ['duckdb', ...others] as const) {
      it(`${segment.name}: ${engine} as in words`, async () => {
        assert.deepEqual(await ask(engines[engine]), expected);
      });
    }
  }
});
