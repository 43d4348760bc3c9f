import { CodedError } from '@millstream/core';
import { readManifest } from '../backup/backup-manifest.ts';
import { restoreBackup } from '../backup/restore.ts';
import { claimDataDirectory, withdraw } from '../local/local-endpoint.ts';
import { type Command, dataDirectory, dataOption, parseCommand } from './command.ts';

const options = { ...dataOption, replace: { type: 'boolean' }, preview: { type: 'boolean' } } as const;

/** `millstream restore DIR`: puts a backup into a data directory that no server uses. */
export const command: Command = {
  usage: 'restore DIR [--preview] [--replace] [--data DIR]',
  summary:
    'Restore a backup into the data directory of a stopped server; --preview tells what it holds, --replace moves data that is there aside.',
  async run(args) {
    const parsed = parseCommand(args, options, 1);
    const [folder] = parsed.positionals;
    if (folder === undefined)
      throw new CodedError('USAGE', { problem: 'restore takes the folder of a backup.' });
    if (parsed.flag('preview')) {
      console.log(JSON.stringify(await readManifest(folder), null, 2));
      return 0;
    }
    const dataDir = dataDirectory(parsed);
    // Fails while a server runs there.
    claimDataDirectory(dataDir);
    withdraw(dataDir);
    const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
    const { manifest, movedTo } = await restoreBackup(folder, dataDir, {
      replace: parsed.flag('replace'),
      stamp,
    });
    console.log(
      JSON.stringify({ dataDir, createdAt: manifest.createdAt, projects: manifest.projects, movedTo }),
    );
    return 0;
  },
};
