import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { drillAnalysis } from '../drill/drill-analysis.ts';
import { drillPage } from '../drill/drill-list.ts';
import type { AnalysisEngine } from '../engines/analysis-engine.ts';
import { anyName } from '../fields/known-names.ts';
import { parseLifecycleRequest } from '../lifecycle/lifecycle-request.ts';
import { readLifecycle } from '../lifecycle/read-lifecycle.ts';
import { contextOf } from '../run/analyze.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import { assertLifecycleAgrees, visualResults } from '../test-support/agreement/lifecycle-agreement.ts';
import { assertAgree } from '../test-support/assert-agree.ts';
import { drillQuestions } from '../test-support/fixed/drill-questions.ts';
import { fixedEngines } from '../test-support/fixed/fixed-engines.ts';
import { calendars, ranges } from '../test-support/fixed/fixed-question.ts';
import { shopApp } from '../test-support/fixed/fixed-shop.ts';
import { LifecycleOracle } from '../test-support/oracle/lifecycle-oracle.ts';
import { runPlan } from '../test-support/run-plan.ts';
import type { Calendar } from '../time/time-range.ts';

const { engines, corpus, ...fixed } = await fixedEngines();
after(() => fixed[Symbol.asyncDispose]());
const nowMs = Date.parse('2024-11-01T00:00:00Z');

/** One visual of each shape: Trino takes half a minute for the whole dashboard. */
const visuals = [
  'overview.usersByDay',
  'acquisition.userTable',
  'acquisition.newUsersByHour',
  'engagement.eventsOverTime',
  'engagement.exits',
  'retention.activity',
  'retention.matrix',
  'device.crashRate',
];
const dashboards: readonly {
  readonly name: string;
  readonly calendar: Calendar;
  readonly more: object;
  /** Visuals that an oracle knows, at least. */
  readonly known: number;
  readonly other: 'trino' | 'redshift';
}[] = [
  {
    name: 'of one visual of each shape',
    calendar: calendars.berlin,
    more: { visuals },
    known: 8,
    other: 'trino',
  },
  { name: 'over a short night', calendar: calendars.berlin, more: {}, known: 40, other: 'redshift' },
  {
    name: 'of some platforms and other dimensions',
    calendar: calendars.lordHowe,
    more: {
      platforms: ['Web', 'iOS'],
      filter: { segment: ['s1'], operator: 'in' },
      parameters: { userDimension: 'firstTrafficSourceMedium', pageType: 'screenName', topEvents: 2 },
    },
    known: 40,
    other: 'redshift',
  },
];

describe('the life cycle dashboard over the fixed shop', () => {
  for (const { name, calendar, more, known, other } of dashboards) {
    const request = parseLifecycleRequest({
      projectId: 'first',
      appId: shopApp,
      time: ranges.spring,
      asOf: '2024-04-20T00:00:00Z',
      ...more,
    });
    const ask = (engine: AnalysisEngine) =>
      readLifecycle(request, { engine, calendar, known: anyName, nowMs });
    it(`${name}: duckdb as in words`, async () => {
      const oracle = new LifecycleOracle(corpus, request, calendar);
      assert.ok(assertLifecycleAgrees(await ask(engines.duckdb), oracle) >= known);
    });
    it(`${name}: ${other} as duckdb`, async () => {
      const expected = visualResults(await ask(engines.duckdb));
      for (const [id, result] of visualResults(await ask(engines[other]))) {
        assertAgree(result, expected.get(id), id);
      }
    });
  }
});

describe('lists behind numbers of the fixed shop', () => {
  for (const { name, calendar, spec: json, cell } of drillQuestions) {
    const spec = parseAnalysisSpec({ version: 1, projectId: 'first', appId: shopApp, ...json });
    const context = contextOf(spec, { calendar, known: anyName, nowMs });
    const plan = drillPage(drillAnalysis(spec, context, cell), { limit: 10, offset: 1 });
    for (const other of ['trino', 'redshift'] as const) {
      it(`${name}: ${other} as duckdb`, async () => {
        const expected = await runPlan(plan, engines.duckdb);
        assert.ok(expected.length > 0);
        assertAgree(await runPlan(plan, engines[other]), expected, name);
      });
    }
  }
});
