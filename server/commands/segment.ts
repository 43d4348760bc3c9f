import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { CodedError } from '@millstream/core';
import { connectToServer, type ServerClient } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, type ParsedCommand, parseCommand } from './command.ts';
import { readJsonFile } from './explore.ts';

const options = { ...dataOption, app: { type: 'string' }, trial: { type: 'boolean' } } as const;

/** Calls with what the command line says. */
interface Call {
  readonly server: ServerClient;
  readonly parsed: ParsedCommand;
}
type Action = (call: Call, words: readonly string[]) => Promise<number>;

/** A run as the server tells it. */
interface Run {
  readonly runId: string;
  readonly status: string;
  readonly failure: { readonly code: string; readonly message: string } | null;
}

const segmentsPath = (appId: string) => `/api/apps/${encodeURIComponent(appId)}/segments`;

/** Path of a segment of any app. @throws CodedError NOT_FOUND */
async function find(server: ServerClient, id: string) {
  const segment = await server.call('GET', `/api/segments/${encodeURIComponent(id)}`);
  const { appId, version } = segment as { readonly appId: string; readonly version: number };
  return { path: `${segmentsPath(appId)}/${encodeURIComponent(id)}`, version };
}

/** How often a run is asked whether it is over, ms. */
const pollMs = 200;

/** Begins a run and waits for its end. */
async function refreshed(server: ServerClient, path: string): Promise<Run> {
  const { runId } = (await server.call('POST', `${path}/refresh`)) as Run;
  for (;;) {
    const run = (await server.call('GET', `${path}/jobs/${encodeURIComponent(runId)}`)) as Run;
    if (run.status === 'Completed' || run.status === 'Failed') return run;
    await delay(pollMs);
  }
}

/** Prints a run and answers with the exit code. */
function printRun(run: Run, more: object = {}): number {
  console.log(JSON.stringify({ ...more, ...run }));
  if (run.status !== 'Failed') return 0;
  console.error(`millstream segment: ${run.failure?.message ?? 'The run failed.'} [${run.failure?.code}]`);
  return 1;
}

async function create({ server }: Call, [file = '']: readonly string[]): Promise<number> {
  const spec = await readJsonFile(file);
  const { appId, imported } = (typeof spec === 'object' && spec !== null ? spec : {}) as {
    readonly appId?: unknown;
    readonly imported?: unknown;
  };
  if (typeof appId !== 'string' || appId === '')
    throw new CodedError('SEGMENT_INVALID', { problems: '/appId: name the app of the segment' });
  // Names that the app never sent are told before anything is saved.
  await server.call('POST', `${segmentsPath(appId)}/check`, { spec });
  const saved = (await server.call('POST', segmentsPath(appId), { body: spec })) as { id: string };
  const segment = { id: saved.id, appId };
  if (imported === true) {
    console.log(JSON.stringify(segment));
    return 0;
  }
  return printRun(await refreshed(server, `${segmentsPath(appId)}/${encodeURIComponent(saved.id)}`), segment);
}

async function refresh({ server }: Call, [id = '']: readonly string[]): Promise<number> {
  const { path } = await find(server, id);
  return printRun(await refreshed(server, path), { id });
}

async function members({ server }: Call, [id = '']: readonly string[]): Promise<number> {
  const { path } = await find(server, id);
  for await (const row of server.rows('GET', `${path}/members`))
    console.log((row as { user_pseudo_id: string }).user_pseudo_id);
  return 0;
}

async function list({ server, parsed }: Call): Promise<number> {
  const app = parsed.text('app');
  const query = app === undefined ? '' : `?${new URLSearchParams({ app })}`;
  const segments = (await server.call('GET', `/api/segments${query}`)) as readonly object[];
  for (const segment of segments) console.log(JSON.stringify(segment));
  return 0;
}

/** @throws CodedError FILE_UNREADABLE, also for a folder, whose bytes would fail only while they are sent */
async function openFile(path: string): Promise<Blob> {
  try {
    if (!(await stat(path)).isFile()) throw new Error('it is no file');
    return await openAsBlob(path);
  } catch (cause) {
    throw new CodedError('FILE_UNREADABLE', { path }, { cause });
  }
}

async function importMembers({ server, parsed }: Call, [id = '', file = '']: readonly string[]) {
  const { path } = await find(server, id);
  const blob = await openFile(file);
  const isTrial = parsed.flag('trial');
  const found = await server.upload(`${path}/members?trial=${isTrial}`, blob, 'text/csv');
  if (!isTrial) return printRun(found as Run & object, { id });
  console.log(JSON.stringify(found));
  return 0;
}

async function exportMembers({ server }: Call, [id = '']: readonly string[]): Promise<number> {
  const { path } = await find(server, id);
  for await (const piece of server.download(`${path}/export`)) process.stdout.write(piece);
  return 0;
}

async function remove({ server }: Call, [id = '']: readonly string[]): Promise<number> {
  const { path, version } = await find(server, id);
  console.log(JSON.stringify(await server.call('DELETE', `${path}?version=${version}`)));
  return 0;
}

/** What each word does, and how many words follow it. */
const actions: Readonly<Record<string, { readonly run: Action; readonly words: number }>> = {
  create: { run: create, words: 1 },
  refresh: { run: refresh, words: 1 },
  members: { run: members, words: 1 },
  list: { run: list, words: 0 },
  import: { run: importMembers, words: 2 },
  export: { run: exportMembers, words: 1 },
  delete: { run: remove, words: 1 },
};

/** `millstream segment …`: user segments of the running server. */
export const command: Command = {
  usage:
    'segment create FILE|refresh ID|members ID|list [--app APP]|import ID FILE [--trial]|export ID|delete ID [--data DIR]',
  summary:
    'Make a segment from its JSON and wait for its first run; refresh it; print its members, one id a line; import, export.',
  async run(args) {
    const parsed = parseCommand(args, options, 3);
    const [word = '', ...words] = parsed.positionals;
    const action = Object.hasOwn(actions, word) ? actions[word] : undefined;
    if (action === undefined || words.length !== action.words)
      throw new CodedError('USAGE', {
        problem:
          'segment takes create FILE, refresh ID, members ID, list, import ID FILE, export ID or delete ID.',
      });
    return action.run({ server: connectToServer(dataDirectory(parsed)), parsed }, words);
  },
};
