import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import { keyOf, outdate } from '../../api/use-api.ts';
import {
  type DashboardBody,
  dashboardPath,
  dashboardsPath,
  type SavedDashboard,
} from '../dashboards/dashboard-body.ts';

/** Saving a dashboard, and what to do when somebody else was first. */
export interface DashboardSave {
  readonly isSaving: boolean;
  readonly error: unknown;
  /** What somebody else saved meanwhile; null without conflict. */
  readonly theirs: SavedDashboard | null;
  save(body: DashboardBody): Promise<SavedDashboard | null>;
  /** Saves a body as another dashboard. */
  saveCopy(body: DashboardBody): Promise<SavedDashboard | null>;
  /** Closes the conflict. */
  settle(): void;
}

/** Saves over the version that was opened; a conflict overwrites nothing. */
export function useDashboardSave(saved: SavedDashboard): DashboardSave {
  const client = useQueryClient();
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [theirs, setTheirs] = useState<SavedDashboard | null>(null);
  const path = dashboardPath(saved.appId, saved.id);

  async function attempt(write: () => Promise<SavedDashboard>): Promise<SavedDashboard | null> {
    setSaving(true);
    setError(null);
    try {
      const written = await write();
      client.setQueryData(keyOf({ path: dashboardPath(written.appId, written.id) }), written);
      await outdate(client, [dashboardsPath(saved.appId)]);
      return written;
    } catch (cause) {
      if (asApiError(cause).code === 'SAVE_CONFLICT')
        setTheirs(await callApi<SavedDashboard>({ path }).catch(() => null));
      else setError(cause);
      return null;
    } finally {
      setSaving(false);
    }
  }

  return {
    isSaving,
    error,
    theirs,
    save: (body) => attempt(() => callApi({ method: 'PUT', path, body: { version: saved.version, body } })),
    saveCopy: (body) =>
      attempt(() => callApi({ method: 'POST', path: dashboardsPath(saved.appId), body: { body } })),
    settle: () => setTheirs(null),
  };
}
