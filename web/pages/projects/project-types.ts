import { useApi } from '../../api/use-api.ts';
import type { PipelineState } from '../pipelines/pipeline-types.ts';

/** A project as lists show it. */
export interface ProjectEntry {
  readonly id: string;
  readonly name: string;
  readonly environment: 'Dev' | 'Test' | 'Prod';
  readonly description: string;
  readonly emails: string;
  readonly operator: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly platform: string;
  readonly pipelineState: PipelineState;
  readonly pipelineId: string | null;
  readonly pipelineVersion: number;
  readonly appIds: readonly string[];
  readonly isStudioOn: boolean;
}

/** What can be changed about a project. */
export type ProjectChange = Partial<Pick<ProjectEntry, 'name' | 'environment' | 'description' | 'emails'>>;

/** Environments in their order. */
export const environments = ['Dev', 'Test', 'Prod'] as const;

/** All projects that the person may see. */
export function useProjectList() {
  return useApi<{ readonly totalCount: number; readonly items: readonly ProjectEntry[] }>(
    { path: '/projects' },
    { refetchMs: 15_000 },
  );
}

/** Address of a project's home. */
export function projectHref(projectId: string): string {
  return `/project/detail/${encodeURIComponent(projectId)}`;
}
