import { useApi } from '../../api/use-api.ts';
import { projectPath } from '../pipelines/pipeline-api.ts';
import type { PipelineState, PipelineView } from '../pipelines/pipeline-types.ts';

/** One stage of the strip. */
export interface StageHealth {
  readonly stage: 'collector' | 'processing' | 'warehouse' | 'lake' | 'studio';
  readonly state: 'ok' | 'waiting' | 'failed' | 'off';
  readonly value: number | null;
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** One app with its last day. */
export interface AppHealth {
  readonly appId: string;
  readonly eventsToday: number;
  readonly eventsYesterday: number;
  readonly hours: readonly number[];
  readonly lastHourMs: number | null;
}

/** How a project does (`GET /api/projects/:projectId/health`). */
export interface ProjectHealth {
  readonly checkedAtMs: number;
  readonly pipeline: { readonly state: PipelineState; readonly failure: PipelineView['failure'] };
  readonly stages: readonly StageHealth[];
  readonly apps: readonly AppHealth[];
  readonly tiles: {
    readonly eventsToday: number | null;
    readonly eventsYesterday: number | null;
    readonly usersLast5Minutes: number | null;
    readonly dataToMs: number | null;
    readonly isBalanced: boolean | null;
    readonly disk: { readonly usedPercent: number; readonly freeBytes: number };
  };
}

const everyMs = 5_000;

/** When the disk will be full by the growth of all projects (`GET /api/storage/forecast`). */
interface DiskForecast {
  readonly fullAtMs: number | null;
}

const forecastStaleMs = 600_000;

/** When the disk will be full, epoch ms; null when that is far, not known, or not for the person to know. */
export function useDiskFullAt(mayOperate: boolean): number | null {
  const forecast = useApi<DiskForecast>(mayOperate ? { path: '/storage/forecast' } : null, {
    staleMs: forecastStaleMs,
  });
  return forecast.data?.fullAtMs ?? null;
}

/** How a project does, asked again while the page is open. */
export function useHealth(projectId: string) {
  return useApi<ProjectHealth>({ path: `${projectPath(projectId)}/health` }, { refetchMs: everyMs });
}
