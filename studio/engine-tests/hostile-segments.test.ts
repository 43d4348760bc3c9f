import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anyName } from '../fields/known-names.ts';
import { planMembers } from '../segments/plan/plan-members.ts';
import { planSegment } from '../segments/plan/plan-segment.ts';
import { parseSegmentSpec, type SegmentSpec } from '../segments/segment-spec.ts';
import { textValue, withIds } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { segmentOracle } from '../test-support/oracle/segment-oracle.ts';
import { runPlan } from '../test-support/run-plan.ts';

const nasty = [
  `'`,
  `"`,
  '\\',
  `\\'`,
  '%',
  '_',
  'a\u0000b',
  '$1',
  '?',
  `'; DROP TABLE user_v2; --`,
  '/* */ --',
  '\n',
  '😀',
  'NULL',
  'x'.repeat(255),
] as const;
const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((value) => value.length <= 255),
);
const names = fc.record({ event: text, field: text, value: text, segmentId: text, pseudo: text });
const place = {
  calendar: { timeZone: 'UTC', weekStart: 'monday' },
  asOfMs: Date.parse('2024-03-05T00:00:00Z'),
} as const;

interface Names {
  readonly event: string;
  readonly field: string;
  readonly value: string;
  readonly segmentId: string;
}

/** A segment that says everything in words of somebody else. */
function segmentOf({ event, field, value, segmentId }: Names): SegmentSpec {
  const custom = (category: string) => ({ category, name: field, type: 'string' });
  const filter = {
    op: 'or',
    children: [
      { field: custom('event'), operator: '=', value: [value] },
      { field: custom('user'), operator: 'contains', value: [value] },
      { segment: [segmentId], operator: 'in' },
    ],
  };
  const conditions = [
    {
      type: 'userEvent',
      done: true,
      event: { event, filter },
      metric: { type: 'countDistinct', field: custom('event') },
      operator: '>=',
      value: [0],
    },
    { type: 'userAttribute', has: true, field: custom('user'), operator: 'in', value: [value, ''] },
    { type: 'inSegment', in: true, segmentId },
  ];
  return parseSegmentSpec({
    version: 1,
    name: `Of ${value}`.slice(0, 255),
    projectId: 'first',
    appId: 'shop',
    criteria: { op: 'and', groups: [{ op: 'and', filters: [{ op: 'or', conditions }] }] },
  });
}

describe('segments with hostile names and values', () => {
  it('hold the right users', async () => {
    const engine = await memoryEngine();
    const cases = fc.tuple(names, names, fc.array(fc.nat(4), { minLength: 5, maxLength: 5 }));
    await fc.assert(
      fc.asyncProperty(cases, async ([asked, other, mixed]) => {
        const of = (index: number) => ((mixed[index] ?? 0) > 1 ? asked : other);
        const corpus = {
          events: withIds([
            {
              pseudo: asked.pseudo,
              name: of(0).event,
              ms: place.asOfMs - 1,
              parameters: { [of(1).field]: textValue(of(2).value) },
            },
            { pseudo: other.pseudo, name: asked.event, ms: place.asOfMs - 1 },
          ]),
          users: [...new Set([asked.pseudo, other.pseudo, of(3).value])].map((pseudo) => ({
            pseudo,
            userId: null,
            attributes: { [of(3).field]: textValue(of(4).value) },
          })),
          segments: { [of(1).segmentId]: [asked.pseudo], [`${other.segmentId}+`]: [other.pseudo] },
        };
        await engine.load(corpus);
        const spec = segmentOf(asked);
        assert.ok(spec.criteria);
        const plan = planSegment(spec.criteria, { appId: 'shop', ...place, known: anyName });
        const found = (await runPlan(plan, engine)).map((row) => String(row.user_pseudo_id));
        assert.deepEqual(found.sort(), segmentOracle(corpus, spec, place));
        const members = await runPlan(planMembers({ appId: 'shop', segmentId: of(1).segmentId }), engine);
        assert.deepEqual(
          members.map((row) => row.user_pseudo_id),
          [asked.pseudo],
        );
      }),
      { numRuns: 100 },
    );
  });
});
