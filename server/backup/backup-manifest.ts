import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, syncPath } from '@millstream/core';
import { z } from 'zod';

/** Written last, so a folder without it is no whole backup. */
const fileName = 'millstream-backup.json';

/** What a backup holds, for people and for the restore. */
export const backupManifestSchema = z.object({
  /** Raised when an older version could not restore it. */
  formatVersion: z.literal(1),
  productVersion: z.string(),
  /** ISO 8601. */
  createdAt: z.string(),
  bytes: z.number(),
  projects: z.array(
    z.object({
      projectId: z.string(),
      name: z.string(),
      apps: z.array(z.string()),
      /** Stored events when the backup was made; null when the pipeline did not run. */
      events: z.number().nullable(),
    }),
  ),
});

/** What a backup holds. */
export type BackupManifest = z.output<typeof backupManifestSchema>;

/** Ends a backup. */
export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  const path = join(folder, fileName);
  await writeFile(`${path}.tmp`, `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  await rename(`${path}.tmp`, path);
  await syncPath(folder);
}

/** Reads what a folder holds. @throws CodedError BACKUP_INVALID */
export async function readManifest(folder: string): Promise<BackupManifest> {
  let text: string;
  try {
    text = await readFile(join(folder, fileName), 'utf8');
  } catch (cause) {
    throw new CodedError('BACKUP_INVALID', { path: folder, reason: `${fileName} is missing` }, { cause });
  }
  try {
    return backupManifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    const reason = `${fileName} cannot be read by this version`;
    throw new CodedError('BACKUP_INVALID', { path: folder, reason }, { cause });
  }
}
