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

/** `millstream query "SQL"`: rows as JSON lines from the running server. */
export const command: Command = {
  usage: 'query "SQL" [--timeout SECONDS] [--project ID] [--data DIR]',
  summary: 'Run a reading SQL statement on event_v2, user_v2, item_v2, session; prints a JSON line a row.',
  async run(args) {
    const parsed = parseCommand(args, { ...dataOption, ...projectOption, timeout: { type: 'string' } });
    const [sql, ...more] = parsed.positionals;
    if (sql === undefined || more.length > 0) {
      throw new CodedError('USAGE', { problem: 'query takes one SQL text in quotes.' });
    }
    const seconds = parsed.number('timeout');
    const body = {
      sql,
      ...projectOf(parsed),
      ...(seconds === undefined ? {} : { timeoutMs: seconds * 1000 }),
    };
    for await (const row of connectToServer(dataDirectory(parsed)).rows('POST', '/api/query', body)) {
      console.log(JSON.stringify(row));
    }
    return 0;
  },
};
