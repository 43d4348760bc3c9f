import { resolve } from 'node:path';
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

/** `millstream import FILE…`: raw records through the ordinary job of the running server. */
export const command: Command = {
  usage: 'import FILE… [--any-age] [--project ID] [--data DIR]',
  summary:
    'Put files of raw records (NDJSON, plain or .gz) through the running server, once each; waits until queryable.',
  async run(args) {
    const parsed = parseCommand(args, { ...dataOption, ...projectOption, 'any-age': { type: 'boolean' } });
    if (parsed.positionals.length === 0)
      throw new CodedError('USAGE', { problem: 'import takes at least one file.' });
    const paths = parsed.positionals.map((path) => resolve(path));
    const body = { paths, anyAge: parsed.flag('any-age'), ...projectOf(parsed) };
    console.log(
      JSON.stringify(await connectToServer(dataDirectory(parsed)).call('POST', '/api/import', body)),
    );
    return 0;
  },
};
