import type { SegmentSpec } from '@millstream/studio/spec';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callApi } from '../../api/call-api.ts';
import { outdate } from '../../api/use-api.ts';
import { useScope } from '../../scope/scope.ts';
import { segmentPath, segmentsPath } from './segment-api.ts';

/** What to save, and over which version of which segment; null makes a new one. */
export interface SegmentSave {
  readonly spec: SegmentSpec;
  readonly target: { readonly id: string; readonly version: number } | null;
}

interface SavedSegment {
  readonly id: string;
}

/** Saves a definition and has it counted exactly; answers its id. Rejects with an ApiError, SAVE_CONFLICT among them. */
export function useSaveSegment(): (save: SegmentSave) => Promise<string> {
  const { appId } = useScope();
  const client = useQueryClient();
  return useCallback(
    async ({ spec, target }) => {
      const saved = await (target === null
        ? callApi<SavedSegment>({ path: segmentsPath(appId), body: { body: spec } })
        : callApi<SavedSegment>({
            method: 'PUT',
            path: segmentPath(appId, target.id),
            body: { version: target.version, body: spec },
          }));
      if (!spec.imported) {
        // Saved is saved: a run that cannot begin now (one is active) shows on the segment's page.
        await callApi({ method: 'POST', path: `${segmentPath(appId, saved.id)}/refresh` }).catch(
          () => undefined,
        );
      }
      await outdate(client, ['/segments']);
      return saved.id;
    },
    [appId, client],
  );
}
