import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError } from '@millstream/core';
import type { Supervisor } from '../supervisor/supervisor.ts';

/** How a project is deleted. */
export interface ProjectRemoval {
  readonly supervisor: Pick<Supervisor, 'pipelines' | 'store' | 'dataDir'>;
  /** True keeps raw records, warehouse, lake, and everything saved, for whoever creates a project of this id again. */
  readonly keepData: boolean;
  readonly author: string;
}

/**
 * Deletes a project: its pipeline first, then the project. A pipeline that does not end keeps the project.
 * @throws CodedError PIPELINE_STATE, or what kept the pipeline from ending
 */
export async function removeProject(
  projectId: string,
  { supervisor, keepData, author }: ProjectRemoval,
): Promise<{ readonly projectId: string; readonly isDataKept: boolean }> {
  const { pipelines, store, dataDir } = supervisor;
  const { state } = await pipelines.view(projectId);
  if (state !== 'Pending' && state !== 'Deleted') {
    await pipelines.remove(projectId, { keepData, author });
    const { failure } = await pipelines.settled(projectId);
    if (failure !== null) throw new CodedError(failure.code, { reason: failure.message });
  }
  if (keepData) await store.projectRegistry.hide(projectId, author);
  else {
    // Also what an earlier pipeline of the project left.
    await rm(join(dataDir, 'clickstream', projectId), { recursive: true, force: true });
    await store.projectRegistry.forget(projectId);
  }
  return { projectId, isDataKept: keepData };
}
