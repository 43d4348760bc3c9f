/** A backup that was made, or tried (`GET /api/backups`). */
export interface Backup {
  readonly backupId: string;
  readonly path: string;
  readonly state: 'Running' | 'Succeeded' | 'Failed';
  readonly origin: 'by hand' | 'schedule';
  readonly bytes: number;
  readonly person: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly failure: string | null;
}

/** The list of backups. */
export interface BackupList {
  readonly backups: readonly Backup[];
  readonly nextMs: number | null;
  readonly pending: { readonly path: string; readonly person: string; readonly askedAt: string } | null;
}

/** What a backup holds. */
export interface BackupContents {
  readonly productVersion: string;
  readonly createdAt: string;
  readonly bytes: number;
  readonly projects: readonly {
    readonly projectId: string;
    readonly name: string;
    readonly apps: readonly string[];
    readonly events: number | null;
  }[];
}

/** When backups are made by themselves. */
export interface BackupSchedule {
  readonly every: 'off' | 'day' | 'week';
  readonly hour: number;
  readonly keep: number;
}
