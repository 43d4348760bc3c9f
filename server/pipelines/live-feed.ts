import type { Run } from '@millstream/console';
import type { PipelineView } from './pipeline-view.ts';

/** What changed in a project. */
export type LiveChange =
  | { readonly kind: 'pipeline'; readonly pipeline: PipelineView }
  | { readonly kind: 'run'; readonly run: Run };

/** Tells whoever looks at a project what changes there. */
export interface LiveFeed {
  publish(projectId: string, change: LiveChange): void;
  /** Calls the listener with each change of the project; the answer ends that. */
  listen(projectId: string, listener: (change: LiveChange) => void): () => void;
  /** Calls the listener whenever a pipeline of any project changed. */
  onPipeline(listener: () => void): void;
}

/** A feed without listeners. */
export function createLiveFeed(): LiveFeed {
  const listeners = new Map<string, Set<(change: LiveChange) => void>>();
  const everywhere: (() => void)[] = [];
  return {
    publish(projectId, change) {
      if (change.kind === 'pipeline') for (const listener of everywhere) listener();
      for (const listener of listeners.get(projectId) ?? []) listener(change);
    },
    listen(projectId, listener) {
      const known = listeners.get(projectId) ?? new Set();
      listeners.set(projectId, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0) listeners.delete(projectId);
      };
    },
    onPipeline: (listener) => void everywhere.push(listener),
  };
}
