import { readFile } from 'node:fs/promises';
import { CodedError } from '@millstream/core';
import { connectToServer } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, parseCommand } from './command.ts';

const options = {
  ...dataOption,
  engine: { type: 'string' },
  sql: { type: 'boolean' },
  compare: { type: 'string' },
  timeout: { type: 'string' },
} as const;

/** Reads a JSON file; `-` is the standard input. @throws CodedError FILE_UNREADABLE, USAGE */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path === '-' ? '/dev/stdin' : path, 'utf8').catch((cause: unknown) => {
    throw new CodedError('FILE_UNREADABLE', { path }, { cause });
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodedError(
      'USAGE',
      { problem: `${path} is not JSON: ${(cause as Error).message}.` },
      { cause },
    );
  }
}

/** `millstream explore SPEC.json`: runs an analysis on the running server. */
export const command: Command = {
  usage:
    'explore SPEC.json [--engine duckdb|trino] [--sql] [--compare previous|week|year] [--timeout SECONDS] [--data DIR]',
  summary:
    'Run an analysis and print its result as JSON; --sql prints its SQL (also for redshift) without running it.',
  async run(args) {
    const parsed = parseCommand(args, options, 1);
    const [path] = parsed.positionals;
    if (path === undefined)
      throw new CodedError('USAGE', { problem: 'explore takes the file of an analysis.' });
    const spec = await readJsonFile(path);
    const engine = parsed.text('engine');
    const request = { spec, ...(engine === undefined ? {} : { engine }) };
    const server = connectToServer(dataDirectory(parsed));
    if (parsed.flag('sql')) {
      const { sql, parameters } = (await server.call('POST', '/api/studio/explore/sql', request)) as {
        sql: string;
        parameters: unknown[];
      };
      console.log(sql);
      if (parameters.length > 0) console.log(`/* parameters: ${JSON.stringify(parameters)} */`);
      return 0;
    }
    const compare = parsed.text('compare');
    const seconds = parsed.number('timeout');
    const answer = await server.call('POST', '/api/studio/explore/query', {
      ...request,
      ...(compare === undefined ? {} : { compare: { type: compare } }),
      ...(seconds === undefined ? {} : { timeoutMs: seconds * 1000 }),
    });
    const { result, compared } = answer as { result: object; compared?: object };
    console.log(JSON.stringify(compared === undefined ? result : { result, compared }, null, 2));
    return 0;
  },
};
