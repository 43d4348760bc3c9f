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

/** `millstream lake flush`: exports changed partitions now. */
export const command: Command = {
  usage: 'lake flush [--full] [--project ID] [--data DIR]',
  summary: 'Write the changed (app, day) partitions to the lake as Parquet now; --full writes all.',
  async run(args) {
    const parsed = parseCommand(args, { ...dataOption, ...projectOption, full: { type: 'boolean' } });
    if (parsed.positionals[0] !== 'flush' || parsed.positionals.length !== 1) {
      throw new CodedError('USAGE', { problem: 'lake takes flush.' });
    }
    const server = connectToServer(dataDirectory(parsed));
    console.log(
      JSON.stringify(
        await server.call('POST', '/api/lake/flush', { full: parsed.flag('full'), ...projectOf(parsed) }),
      ),
    );
    return 0;
  },
};
