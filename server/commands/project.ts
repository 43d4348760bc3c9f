import { CodedError } from '@millstream/core';
import { connectToServer, type ServerClient } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, type ParsedCommand, parseCommand } from './command.ts';

const options = {
  ...dataOption,
  name: { type: 'string' },
  environment: { type: 'string' },
  description: { type: 'string' },
  emails: { type: 'string' },
  port: { type: 'string' },
} as const;

async function list(server: ServerClient): Promise<void> {
  const { items } = (await server.call('GET', '/api/projects')) as { items: object[] };
  for (const project of items) console.log(JSON.stringify(project));
}

/** Creates the project and, with the defaults that fit here, its pipeline. */
async function add(server: ServerClient, id: string, parsed: ParsedCommand): Promise<void> {
  const texts = ['environment', 'description', 'emails'].map((name) => [name, parsed.text(name)]);
  const given = Object.fromEntries(texts.filter(([, value]) => value !== undefined));
  await server.call('POST', '/api/projects', { id, name: parsed.text('name') ?? id, ...given });
  const path = `/api/projects/${encodeURIComponent(id)}/pipeline`;
  const { spec } = (await server.call('GET', `${path}/draft`)) as {
    spec: { ingestion: { port: number } };
  };
  const port = parsed.number('port') ?? spec.ingestion.port;
  const wanted = { ...spec, ingestion: { ...spec.ingestion, port } };
  const view = await server.call('PUT', `${path}?wait=true`, { spec: wanted, version: 0 });
  const { state, endpoint } = view as { state: string; endpoint: string | null };
  console.log(JSON.stringify({ projectId: id, state, endpoint }));
}

/** `millstream project list|add`: projects of the running server. */
export const command: Command = {
  usage:
    'project list|add ID [--name NAME] [--environment Dev|Test|Prod] [--description TEXT] [--emails LIST] [--port N] [--data DIR]',
  summary: 'List projects, or create one with a running pipeline of its own.',
  async run(args) {
    const parsed = parseCommand(args, options, 2);
    const [action, id] = parsed.positionals;
    const server = connectToServer(dataDirectory(parsed));
    if (action === 'list' && id === undefined) await list(server);
    else if (action === 'add' && id !== undefined) await add(server, id, parsed);
    else throw new CodedError('USAGE', { problem: 'project takes list or add ID.' });
    return 0;
  },
};
