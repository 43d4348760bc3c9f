import { useCallback, useEffect, useMemo, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import { projectPath } from '../pipelines/pipeline-api.ts';
import type { EnvironmentReport, PipelinePlan, PipelineView } from '../pipelines/pipeline-types.ts';
import { isSameValue, type SpecTree, valueAt, withValueAt } from './spec-tree.ts';

/** Everything that the wizard's parts work with. */
export interface Wizard {
  readonly projectId: string;
  /** The pipeline as it stands on the server. */
  readonly view: PipelineView;
  /** True for a project that has no pipeline. */
  readonly isNew: boolean;
  readonly spec: SpecTree;
  /** What the fields began with. */
  readonly base: SpecTree;
  set(path: string, value: unknown): void;
  /** Puts another pipeline in place of all fields. */
  replace(spec: SpecTree): void;
  isChanged(path: string): boolean;
  /** Fields whose problems are shown: those left once, and all after Next. */
  readonly shown: ReadonlySet<string> | 'all';
  show(path: string | 'all'): void;
  /** What the server says about the fields as they are; older while it is asked. */
  readonly plan: PipelinePlan | undefined;
  readonly isPlanOld: boolean;
  readonly environment: EnvironmentReport | undefined;
  readonly isChecking: boolean;
  checkAgain(): void;
  readonly requestsPerSecond: number;
  setRequestsPerSecond(rate: number): void;
  /** When the draft was kept that this visit began with, in this browser; null when it began with what the server has. */
  readonly draftAtMs: number | null;
  discardDraft(): void;
}

const settleMs = 400;
const draftDays = 30;

interface KeptDraft {
  readonly version: number;
  readonly savedAtMs: number;
  readonly spec: SpecTree;
}

const draftName = (projectId: string) => `millstream.draft.pipeline.${projectId}`;

function readDraft(projectId: string, version: number): KeptDraft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(draftName(projectId)) ?? 'null') as KeptDraft | null;
    const isFresh = draft !== null && Date.now() - draft.savedAtMs < draftDays * 86_400_000;
    // A draft of an older version would undo what others changed since.
    return isFresh && draft.version === version ? draft : null;
  } catch {
    return null;
  }
}

/** Forgets the draft of a project's pipeline. */
export function forgetDraft(projectId: string): void {
  localStorage.removeItem(draftName(projectId));
}

/** A value once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settleMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** The state of the wizard over what the server began it with. */
export function useWizard(view: PipelineView & { readonly spec: NonNullable<PipelineView['spec']> }): Wizard {
  const { projectId, version } = view;
  const isNew = view.state === 'Pending' || view.state === 'Deleted';
  const [base] = useState<SpecTree>(() => ({ ...view.spec }));
  const [kept] = useState(() => readDraft(projectId, version));
  const [spec, setSpec] = useState<SpecTree>(() => kept?.spec ?? base);
  const [draftAtMs, setDraftAtMs] = useState<number | null>(kept?.savedAtMs ?? null);
  const [shown, setShown] = useState<ReadonlySet<string> | 'all'>(new Set());
  const [requestsPerSecond, setRequestsPerSecond] = useState(20);
  const asked = useSettled(spec);

  const keep = useCallback(
    (next: SpecTree) => {
      setSpec(next);
      const savedAtMs = Date.now();
      localStorage.setItem(draftName(projectId), JSON.stringify({ version, savedAtMs, spec: next }));
    },
    [projectId, version],
  );
  const plan = useApi<PipelinePlan>({
    method: 'POST',
    path: `${projectPath(projectId)}/pipeline/plan`,
    body: { spec: asked, requestsPerSecond },
  });
  const environment = useApi<EnvironmentReport>(
    { method: 'POST', path: '/environment/check', body: { projectId, spec: asked } },
    { staleMs: 10_000 },
  );
  const { refetch } = environment;
  return useMemo(
    () => ({
      projectId,
      view,
      isNew,
      spec,
      base,
      set: (path, value) => keep(withValueAt(spec, path, value)),
      replace: keep,
      isChanged: (path) => !isSameValue(valueAt(spec, path), valueAt(base, path)),
      shown,
      show: (path) =>
        setShown((known) => (path === 'all' || known === 'all' ? 'all' : new Set([...known, path]))),
      plan: plan.data,
      isPlanOld: asked !== spec || plan.isFetching,
      environment: environment.data,
      isChecking: environment.isFetching,
      checkAgain: () => void refetch(),
      requestsPerSecond,
      setRequestsPerSecond,
      draftAtMs,
      discardDraft() {
        forgetDraft(projectId);
        setSpec(base);
        setDraftAtMs(null);
      },
    }),
    [
      projectId,
      view,
      isNew,
      spec,
      base,
      keep,
      shown,
      plan.data,
      plan.isFetching,
      asked,
      environment.data,
      environment.isFetching,
      refetch,
      requestsPerSecond,
      draftAtMs,
    ],
  );
}
