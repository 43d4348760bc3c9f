import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { callApi } from '../../api/call-api.ts';
import { outdate } from '../../api/use-api.ts';
import { useSay } from '../../i18n/language.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { type SegmentOverview, segmentPath } from './segment-api.ts';

type Named = Pick<SegmentOverview, 'id' | 'name' | 'version' | 'appId'>;

/** What people do with a saved segment; outcomes are told in the flash bar. */
export interface SegmentActions {
  refresh(segment: Named): Promise<void>;
  /** Deletes and offers Undo. */
  remove(segment: Named): Promise<boolean>;
  /** Copies a link to the members that works for 10 minutes. */
  copyExportLink(segment: Named): Promise<void>;
}

/** Actions on saved segments. */
export function useSegmentActions(): SegmentActions {
  const say = useSay();
  const flashes = useFlashes();
  const client = useQueryClient();
  const refresh = useCallback(
    async (segment: Named) => {
      try {
        await callApi({ method: 'POST', path: `${segmentPath(segment.appId, segment.id)}/refresh` });
        flashes.succeeded(say('segments.refreshing', { name: segment.name }));
      } catch (error) {
        flashes.failed(say('segments.refreshFailed'), error);
      }
      await outdate(client, ['/segments']);
    },
    [client, flashes, say],
  );
  const remove = useCallback(
    async (segment: Named) => {
      const path = segmentPath(segment.appId, segment.id);
      const bringBack = () =>
        void callApi({ method: 'POST', path: `${path}/undelete` })
          .catch((error) => flashes.failed(say('segments.backFailed'), error))
          .finally(() => outdate(client, ['/segments']));
      try {
        await callApi({ method: 'DELETE', path, query: { version: segment.version } });
        flashes.succeeded(say('segments.deleted', { name: segment.name }), {
          text: say('action.undo'),
          onClick: bringBack,
        });
        await outdate(client, ['/segments']);
        return true;
      } catch (error) {
        flashes.failed(say('segments.deleteFailed'), error);
        return false;
      }
    },
    [client, flashes, say],
  );
  const copyExportLink = useCallback(
    async (segment: Named) => {
      try {
        const { path } = await callApi<{ readonly path: string }>({
          method: 'POST',
          path: `${segmentPath(segment.appId, segment.id)}/export-link`,
        });
        await navigator.clipboard.writeText(new URL(path, window.location.origin).href);
        flashes.succeeded(say('segments.exportLinkCopied'));
      } catch (error) {
        flashes.failed(say('segments.exportFailed'), error);
      }
    },
    [flashes, say],
  );
  return { refresh, remove, copyExportLink };
}
