import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { asApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import { outdate } from '../../api/use-api.ts';
import type { ServerDraft } from '../../drafts/use-server-draft.ts';
import { useSay } from '../../i18n/language.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { type AnalysisBody, analysesPath, analysisPath, type SavedAnalysis } from './analysis-api.ts';

/** Saves an analysis as a version; somebody else's newer one is never written over. */
export function useSaveAnalysis(known: SavedAnalysis | null, draft: ServerDraft<AnalysisBody>) {
  const say = useSay();
  const flashes = useFlashes();
  const client = useQueryClient();
  const navigate = useNavigate();
  const scope = useScope();
  const [isSaving, setSaving] = useState(false);
  const write = (body: AnalysisBody, asCopy: boolean) =>
    known === null || asCopy
      ? callApi<SavedAnalysis>({ path: analysesPath(scope.appId), body: { body } })
      : callApi<SavedAnalysis>({
          method: 'PUT',
          path: analysisPath(scope.appId, known.id),
          body: { version: known.version, body },
        });
  const save = async (body: AnalysisBody, asCopy = false): Promise<void> => {
    setSaving(true);
    try {
      const saved = await write({ ...body, title: body.title.trim() }, asCopy);
      await draft.discard();
      flashes.succeeded(say('analyses.saved', { name: saved.name }));
      await outdate(client, [analysesPath(scope.appId)]);
      void navigate(studioPath(scope, `analyzes/${encodeURIComponent(saved.id)}${window.location.search}`));
    } catch (error) {
      if (asApiError(error).code === 'SAVE_CONFLICT') {
        // Both stay: theirs under the name, mine as a copy if wanted.
        flashes.failed(say('analyses.conflict'), error);
        if (window.confirm(say('analyses.conflictCopy')))
          await save({ ...body, title: say('analyses.copyOf', { name: body.title }) }, true);
      } else flashes.failed(say('analyses.notSaved'), error);
    } finally {
      setSaving(false);
    }
  };
  return { save, isSaving };
}
