import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseAnalysisSpec } from '@millstream/studio/spec';
import { viewsOf } from '../../../charts/results/result-view.ts';
import { problemsIn, type SpecPlace, specJson, specOfDraft } from './draft-spec.ts';
import { newDraft } from './new-draft.ts';
import { packDraft, unpackDraft } from './packed-draft.ts';
import { draftOfSpec } from './spec-draft.ts';

const place: SpecPlace = {
  projectId: 'first',
  appId: 'shop',
  time: { type: 'relative', lastN: 7, unit: 'day' },
  granularity: 'day',
  filter: null,
};
const kinds = ['event', 'funnel', 'path', 'retention', 'attribution'] as const;

describe('forms and specs', () => {
  for (const kind of kinds) {
    it(`says what an empty form of kind ${kind} lacks, at its place`, () => {
      const { spec, problems } = specOfDraft(newDraft(kind), place);
      assert.equal(spec, null);
      assert.ok(
        problems.every(({ pointer }) => pointer.startsWith(`/${kind}/`)),
        JSON.stringify(problems),
      );
    });
    it(`makes a spec of a finished form of kind ${kind}`, () => {
      const { spec, problems } = specOfDraft(newDraft(kind, ['a', 'b', 'c']), place);
      assert.deepEqual(problems, []);
      assert.equal(spec?.kind, kind);
    });
    it(`keeps a form of kind ${kind} in an address`, async () => {
      const draft = newDraft(kind, ['a', '<b>"', 'c']);
      const read = await unpackDraft(kind, await packDraft(draft));
      assert.ok(read);
      assert.deepEqual(specJson(read, place), specJson(draft, place));
    });
  }
  for (const file of globSync('docs/examples/*.json')) {
    const example = JSON.parse(readFileSync(file, 'utf8'));
    if (example.kind === undefined) continue;
    it(`opens ${file} as a form that asks the same`, () => {
      const spec = parseAnalysisSpec(example);
      const draft = draftOfSpec(spec, '');
      const again = parseAnalysisSpec(
        specJson(draft, { ...place, time: spec.time, granularity: spec.granularity }),
      );
      assert.deepEqual({ ...again, chart: spec.chart }, spec);
    });
  }
  for (const kind of kinds) {
    it(`asks the same question of kind ${kind} whichever view is shown`, () => {
      const draft = newDraft(kind, ['a', 'b', 'c']);
      const asked = viewsOf[kind].map((view) => specOfDraft({ ...draft, view }, place).spec);
      for (const spec of asked) assert.deepEqual(spec, asked[0]);
    });
  }
  it('reads several problems of one message', () => {
    assert.deepEqual(problemsIn('/funnel/steps/0/event: too small; no: really; /a: b'), [
      { pointer: '/funnel/steps/0/event', message: 'too small; no: really' },
      { pointer: '/a', message: 'b' },
    ]);
  });
  it('opens no broken address', async () => {
    assert.equal(await unpackDraft('event', 'x'), null);
    assert.equal(await unpackDraft('event', await packDraft(newDraft('funnel'))), null);
  });
});
