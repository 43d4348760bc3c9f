import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@millstream/core';
import { z } from 'zod';
import { restoreBackup } from './restore.ts';

const pendingSchema = z.object({ path: z.string(), person: z.string(), askedAt: z.string() });

/** A restore that is carried out at the next start. */
export type PendingRestore = z.output<typeof pendingSchema>;

const fileOf = (dataDir: string) => join(dataDir, 'restore-at-next-start.json');

/** The restore that waits for the next start; null when none does. */
export function pendingRestore(dataDir: string): PendingRestore | null {
  const path = fileOf(dataDir);
  if (!existsSync(path)) return null;
  const parsed = pendingSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return parsed.success ? parsed.data : null;
}

/** Asks for a restore at the next start, or with `null` takes that back. */
export function setPendingRestore(dataDir: string, restore: PendingRestore | null): void {
  if (restore === null) rmSync(fileOf(dataDir), { force: true });
  else writeFileSync(fileOf(dataDir), JSON.stringify(restore), { flush: true });
}

/**
 * Carries out what was asked for before, if anything was. The data of before stays beside the data directory. What cannot
 * be restored is told in the log, and the server starts with what it has. Answers whether the directory is another now.
 */
export async function carryOutPendingRestore(
  dataDir: string,
  { stamp, logger }: { readonly stamp: string; readonly logger: Logger },
): Promise<boolean> {
  const pending = pendingRestore(dataDir);
  if (pending === null) return false;
  setPendingRestore(dataDir, null);
  try {
    const { movedTo } = await restoreBackup(pending.path, dataDir, { replace: true, stamp });
    logger.info({ ...pending, movedTo }, 'a backup was restored');
    return true;
  } catch (error) {
    logger.error(
      { ...pending, error: String(error) },
      'the backup could not be restored; nothing was changed',
    );
    return false;
  }
}
