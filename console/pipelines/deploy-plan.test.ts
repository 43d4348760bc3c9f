import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deletePlan, deployPlan, nothingRuns } from './deploy-plan.ts';
import { type PipelineSpec, pipelineSpecSchema } from './pipeline-spec.ts';

const base = pipelineSpecSchema.parse({});
const with_ = (value: object): PipelineSpec => pipelineSpecSchema.parse(value);
const running = { spec: base, hasEngine: true, hasCollector: true };
const kinds = (plan: ReturnType<typeof deployPlan>) => plan.steps.map(({ kind }) => kind);

describe('plan of a pipeline', () => {
  const cases: readonly (readonly [what: string, wanted: PipelineSpec, steps: readonly string[]])[] = [
    ['does nothing when nothing changed', base, []],
    ['moves the collector to another port', with_({ ingestion: { port: 9000 } }), ['move-collector']],
    [
      'moves the collector to another address',
      with_({ ingestion: { host: '0.0.0.0', httpAccepted: true } }),
      ['move-collector'],
    ],
    [
      'only tells the collector of other settings',
      with_({ ingestion: { accessLog: true } }),
      ['update-collector'],
    ],
    ['restarts the engine for processing', with_({ processing: { freshnessHours: 5 } }), ['restart-engine']],
    ['restarts the engine for the warehouse', with_({ modeling: { hotDays: 9 } }), ['restart-engine']],
    [
      'stops processing and Studio without a restart',
      with_({ processing: { enabled: false }, reporting: { studio: false } }),
      ['stop-processing', 'switch-studio'],
    ],
    ['restarts nothing for labels', with_({ labels: [{ key: 'a', value: 'b' }] }), ['record']],
    [
      'does each part once',
      with_({
        ingestion: { port: 9000, accessLog: true },
        processing: { timeShift: true },
        modeling: { hotDays: 9 },
      }),
      ['restart-engine', 'move-collector'],
    ],
  ];
  for (const [what, wanted, steps] of cases) {
    it(what, () => assert.deepEqual(kinds(deployPlan(running, wanted)), steps));
  }

  it('brings up everything from nothing', () => {
    const steps = ['prepare-folders', 'start-engine', 'start-collector', 'switch-studio'];
    assert.deepEqual(kinds(deployPlan(nothingRuns, base)), steps);
  });
  it('does only the rest after a failure', () => {
    const afterEngine = { spec: base, hasEngine: true, hasCollector: false };
    assert.deepEqual(kinds(deployPlan(afterEngine, base)), ['start-collector']);
  });
  it('names each changed field with both values', () => {
    const { changes } = deployPlan(running, with_({ ingestion: { port: 9000 } }));
    assert.deepEqual(changes, [{ field: 'ingestion.port', before: 8080, after: 9000 }]);
  });
  it('keeps or removes data at the end of a deletion', () => {
    assert.deepEqual(
      [true, false].map((keepData) => kinds(deletePlan(keepData)).at(-1)),
      ['keep-data', 'remove-data'],
    );
  });
});
