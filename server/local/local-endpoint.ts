import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '@millstream/core';

/** How commands on the same machine reach a running server: written by it into its data directory. */
export interface LocalEndpoint {
  readonly pid: number;
  /** Base URL of the API. */
  readonly url: string;
  readonly collectUrl: string;
  /** Bearer token; the file is readable by its owner only. */
  readonly token: string;
}

const fileName = 'server.json';
const folder = (dataDir: string) => join(dataDir, 'run');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return isMillstream(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** After a power loss the id may belong to another program by now; where the system tells, its command line decides. */
function isMillstream(pid: number): boolean {
  const path = `/proc/${pid}/cmdline`;
  return !existsSync(path) || /millstream|main\.ts/.test(readFileSync(path, 'utf8'));
}

/** What stands in the file, whether its server lives or not. */
function read(dataDir: string): LocalEndpoint | null {
  const path = join(folder(dataDir), fileName);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LocalEndpoint;
  } catch {
    return null;
  }
}

/** Takes the data directory for this process. @throws CodedError DATA_DIRECTORY_IN_USE */
export function claimDataDirectory(dataDir: string): void {
  mkdirSync(folder(dataDir), { recursive: true, mode: 0o700 });
  const other = read(dataDir);
  if (other && other.pid !== process.pid && isAlive(other.pid)) {
    throw new CodedError('DATA_DIRECTORY_IN_USE', { pid: other.pid, dataDir });
  }
  publish(dataDir, { pid: process.pid, url: '', collectUrl: '', token: '' });
}

/** A new random token. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Tells commands how to reach this server. */
export function publish(dataDir: string, endpoint: LocalEndpoint): void {
  const path = join(folder(dataDir), fileName);
  writeFileSync(`${path}.tmp`, JSON.stringify(endpoint), { mode: 0o600 });
  renameSync(`${path}.tmp`, path);
}

/** Gives the data directory back. */
export function withdraw(dataDir: string): void {
  rmSync(join(folder(dataDir), fileName), { force: true });
}

/** The running server of a data directory. @throws CodedError SERVER_NOT_RUNNING */
export function findServer(dataDir: string): LocalEndpoint {
  const endpoint = read(dataDir);
  if (!endpoint || endpoint.url === '' || !isAlive(endpoint.pid)) {
    throw new CodedError('SERVER_NOT_RUNNING', { dataDir });
  }
  return endpoint;
}
