import { CodedError } from '@millstream/core';
import { connectToServer } from '../local/server-client.ts';
import {
  type Command,
  dataDirectory,
  dataOption,
  parseCommand,
  projectOf,
  projectOption,
} from './command.ts';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** `millstream rebuild`: recomputes days from kept raw records. */
export const command: Command = {
  usage: 'rebuild --from DAY --to DAY [--project ID] [--data DIR]',
  summary: 'Process the kept raw records that arrived on these UTC days again, with the rules of today.',
  async run(args) {
    const parsed = parseCommand(
      args,
      { ...dataOption, ...projectOption, from: { type: 'string' }, to: { type: 'string' } },
      0,
    );
    const [from, to] = [parsed.text('from') ?? '', parsed.text('to') ?? ''];
    if (!dayPattern.test(from) || !dayPattern.test(to) || from > to) {
      throw new CodedError('USAGE', { problem: 'rebuild takes --from and --to as YYYY-MM-DD, in order.' });
    }
    const server = connectToServer(dataDirectory(parsed));
    console.log(
      JSON.stringify(await server.call('POST', '/api/rebuild', { from, to, ...projectOf(parsed) })),
    );
    return 0;
  },
};
