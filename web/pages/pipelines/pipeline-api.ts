import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { keyOf, outdate, useApi } from '../../api/use-api.ts';
import { type LiveState, useLive } from '../../api/use-live.ts';
import type { PipelineView } from './pipeline-types.ts';

/** Path of a project below `/api`. */
export function projectPath(projectId: string): string {
  return `/projects/${encodeURIComponent(projectId)}`;
}

/** The pipeline of a project. */
export function usePipeline(projectId: string) {
  return useApi<PipelineView>({ path: `${projectPath(projectId)}/pipeline` }, { staleMs: 1_000 });
}

type LiveMessage = { readonly kind: 'pipeline'; readonly pipeline: PipelineView } | { readonly kind: 'run' };

/** Follows a project while the page is open: its state is replaced, its runs are asked again. */
export function useProjectLive(projectId: string): LiveState {
  const client = useQueryClient();
  const path = `${projectPath(projectId)}/pipeline`;
  const hear = useCallback(
    (_: string, data: unknown) => {
      const message = data as LiveMessage;
      if (message.kind === 'pipeline') {
        const queryKey = keyOf({ path });
        // A question on its way may bring the state before this one, and would put it back.
        void client
          .cancelQueries({ queryKey, exact: true })
          .then(() => client.setQueryData(queryKey, message.pipeline));
        void outdate(client, [`${path}/versions`]);
      } else void outdate(client, [`${projectPath(projectId)}/runs`]);
    },
    [client, path, projectId],
  );
  return useLive(projectId === '' ? null : `${projectPath(projectId)}/live`, hear);
}

/** Address of a pipeline's page. */
export function pipelineHref(projectId: string, tab?: string): string {
  const base = `/project/${encodeURIComponent(projectId)}/pipeline/main`;
  return tab === undefined ? base : `${base}?tab=${tab}`;
}

/** Address of the wizard. */
export function wizardHref(projectId: string): string {
  return `${pipelineHref(projectId)}/update`;
}
