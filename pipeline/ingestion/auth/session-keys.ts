import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '@millstream/core';

const periodMs = 30 * 24 * 60 * 60 * 1000;
const keyBytes = 32;
const keyFilePattern = /^(\d+)\.key$/;

/** A 256-bit secret and the name by which cookies refer to it. */
export interface SessionKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** The keys that seal sessions, shared by all worker processes through a folder. */
export interface SessionKeys {
  /** The key of the running 30-day period; made when no worker has made it yet. */
  current(): Promise<SessionKey>;
  /** The key named `id` when it may still open cookies (this period's or the one before); null otherwise. */
  find(id: string): Promise<SessionKey | null>;
}

/**
 * Opens the key folder, which is created with mode 0700. Time is cut into periods of 30 days with one key each, so
 * that workers agree on the key, and on when to change it, without talking to each other.
 */
export function openSessionKeys(directory: string, clock: Clock): SessionKeys {
  const known = new Map<number, SessionKey>();
  const currentPeriod = (): number => Math.floor(clock.now() / periodMs);

  async function load(period: number): Promise<SessionKey | null> {
    const cached = known.get(period);
    if (cached) return cached;
    const secret = await readKeyFile(join(directory, `${period}.key`));
    if (!secret) return null;
    const key = { id: String(period), secret };
    known.set(period, key);
    return key;
  }

  return {
    async current() {
      const period = currentPeriod();
      const existing = await load(period);
      if (existing) return existing;
      await createKeyFile(directory, period);
      await removeKeysBefore(directory, period - 1);
      const created = await load(period);
      if (!created) throw new Error(`session key ${period} vanished from ${directory}`);
      return created;
    },
    async find(id) {
      const period = currentPeriod();
      if (id !== String(period) && id !== String(period - 1)) return null;
      return await load(Number(id));
    },
  };
}

async function readKeyFile(path: string): Promise<Uint8Array | null> {
  try {
    const secret = await readFile(path);
    return secret.length === keyBytes ? new Uint8Array(secret) : null;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** The link appears with the whole key behind it, and fails when another worker was first. */
async function createKeyFile(directory: string, period: number): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const draft = join(directory, `${period}.${process.pid}.${randomBytes(4).toString('hex')}.new`);
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(keyBytes));
    await file.datasync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, join(directory, `${period}.key`));
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function removeKeysBefore(directory: string, period: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const match = keyFilePattern.exec(name);
    if (match && Number(match[1]) < period) await rm(join(directory, name), { force: true });
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
