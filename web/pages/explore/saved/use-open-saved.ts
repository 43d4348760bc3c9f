import { parseAnalysisSpec } from '@millstream/studio/spec';
import { useCallback } from 'react';
import { useNavigate } from 'react-router';
import { filterToWords } from '../../../filters/filter-url.ts';
import { studioPath, useScope } from '../../../scope/scope.ts';
import { rangeToText } from '../../../time-range/range.ts';
import { packDraft } from '../model/packed-draft.ts';
import { draftOfSpec } from '../model/spec-draft.ts';
import type { SavedExploration } from './saved-api.ts';

/** The address that shows a spec as an exploration. */
export async function explorationSearch(
  spec: unknown,
  title: string,
): Promise<{ kind: string; search: string }> {
  const read = parseAnalysisSpec(spec);
  const values = new URLSearchParams();
  values.set('range', rangeToText(read.time));
  if (read.granularity !== 'day') values.set('grain', read.granularity);
  const { f, ft } = filterToWords(read.filter ?? null);
  for (const word of f) values.append('f', word);
  if (ft !== null) values.set('ft', ft);
  values.set('q', await packDraft(draftOfSpec(read, title)));
  return { kind: read.kind, search: values.toString() };
}

/** Opens a saved exploration: its form, range and filter; `saved` stays in the address, so that it can be updated. */
export function useOpenSaved(): (saved: SavedExploration) => Promise<void> {
  const scope = useScope();
  const navigate = useNavigate();
  return useCallback(
    async (saved) => {
      const { kind, search } = await explorationSearch(saved.body.spec, saved.body.title);
      const id = encodeURIComponent(saved.id);
      await navigate(`${studioPath(scope, `explore/${kind}`)}?${search}&saved=${id}`);
    },
    [navigate, scope],
  );
}
