import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Backup } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { connectToServer } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, parseCommand } from './command.ts';

const askEveryMs = 250;

/** `millstream backup [DIR]`: a consistent copy of everything while the server runs. */
export const command: Command = {
  usage: 'backup [DIR] [--data DIR]',
  summary:
    'Copy the whole installation to a new folder (default: below the data directory) while it goes on.',
  async run(args) {
    const parsed = parseCommand(args, dataOption, 1);
    const [folder] = parsed.positionals;
    const server = connectToServer(dataDirectory(parsed));
    const body = folder === undefined ? {} : { path: resolve(folder) };
    let backup = (await server.call('POST', '/api/backups', body)) as Backup;
    while (backup.state === 'Running') {
      await delay(askEveryMs);
      backup = (await server.call('GET', `/api/backups/${backup.backupId}`)) as Backup;
    }
    if (backup.state === 'Failed')
      throw new CodedError('BACKUP_FAILED', { reason: backup.failure ?? 'see the log of the server' });
    console.log(JSON.stringify({ backupId: backup.backupId, path: backup.path, bytes: backup.bytes }));
    return 0;
  },
};
