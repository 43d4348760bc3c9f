import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { claimDataDirectory, findServer, publish, withdraw } from './local-endpoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'local-endpoint-'));
after(() => rmSync(folder, { recursive: true }));
const endpoint = (pid: number) => ({
  pid,
  url: 'http://127.0.0.1:1',
  collectUrl: 'http://127.0.0.1:2',
  token: 't',
});
const hasCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;

/** A process that runs until killed; its command line holds `word`. */
function sleeper(word: string) {
  return spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', word], { stdio: 'ignore' });
}

describe('data directory of a server', () => {
  it('tells commands how to reach it, and only its owner', () => {
    claimDataDirectory(folder);
    assert.throws(() => findServer(folder), hasCode('SERVER_NOT_RUNNING'));
    // This test file is no server, so a server's process stands in for it below; permissions are checked here.
    publish(folder, endpoint(process.pid));
    assert.equal(statSync(join(folder, 'run', 'server.json')).mode & 0o077, 0);
    withdraw(folder);
    assert.throws(() => findServer(folder), hasCode('SERVER_NOT_RUNNING'));
  });

  it('is refused to a second server while the first lives', async () => {
    const other = sleeper('millstream');
    const { pid = 0 } = other;
    claimDataDirectory(folder);
    publish(folder, endpoint(pid));
    assert.equal(findServer(folder).pid, pid);
    assert.throws(() => claimDataDirectory(folder), hasCode('DATA_DIRECTORY_IN_USE'));
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await ended;
    claimDataDirectory(folder);
    withdraw(folder);
  });

  it('is free when the process id of the last server belongs to another program now', async () => {
    const stranger = sleeper('something-else');
    publish(folder, endpoint(stranger.pid ?? 0));
    claimDataDirectory(folder);
    stranger.kill('SIGKILL');
    withdraw(folder);
  });
});
