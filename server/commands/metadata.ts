import { CodedError } from '@millstream/core';
import type { MetadataEdit, StudioMetadata } from '@millstream/studio';
import { connectToServer, type ServerClient } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, type ParsedCommand, parseCommand } from './command.ts';
import { trafficAction, trafficOptions } from './traffic-actions.ts';

const options = {
  ...dataOption,
  ...trafficOptions,
  app: { type: 'string' },
  language: { type: 'string' },
  name: { type: 'string' },
  description: { type: 'string' },
  tag: { type: 'string', multiple: true },
  hidden: { type: 'string' },
} as const;

function isHidden(parsed: ParsedCommand): boolean | undefined {
  const text = parsed.text('hidden');
  if (text === undefined) return undefined;
  if (text === 'on' || text === 'off') return text === 'on';
  throw new CodedError('USAGE', { problem: `--hidden takes on or off, not ${text}.` });
}

/** The edit with what the options say; an empty text restores the default, an empty tag leaves none. */
function changed(edit: MetadataEdit, parsed: ParsedCommand): object {
  const language = parsed.text('language') ?? 'en-US';
  const [name, description, tags] = [parsed.text('name'), parsed.text('description'), parsed.texts('tag')];
  return {
    ...edit,
    ...(name === undefined ? {} : { displayNames: { ...edit.displayNames, [language]: name } }),
    ...(description === undefined ? {} : { descriptions: { ...edit.descriptions, [language]: description } }),
    ...(tags.length === 0 ? {} : { tags: tags.filter((tag) => tag !== '') }),
    isHidden: isHidden(parsed) ?? edit.isHidden,
  };
}

async function setEntity(
  server: ServerClient,
  parsed: ParsedCommand,
  entity: { readonly path: string; readonly entityId: string },
): Promise<unknown> {
  const { path, entityId } = entity;
  if (
    ['name', 'description', 'hidden'].every((option) => parsed.text(option) === undefined) &&
    parsed.texts('tag').length === 0
  )
    throw new CodedError('USAGE', {
      problem: 'metadata set takes --name, --description, --tag or --hidden.',
    });
  const query = new URLSearchParams({ entityId });
  const kept = (await server.call('GET', `${path}?${query}`)) as { version: number; edit: MetadataEdit };
  return server.call('PUT', path, { entityId, version: kept.version, edit: changed(kept.edit, parsed) });
}

const lists = ['events', 'parameters', 'userAttributes'] as const;

async function readMetadata(
  server: ServerClient,
  parsed: ParsedCommand,
  query: object,
): Promise<StudioMetadata> {
  const app = encodeURIComponent(parsed.text('app') ?? '');
  const asked = new URLSearchParams({ language: parsed.text('language') ?? 'en-US', ...query });
  return (await server.call('GET', `/api/apps/${app}/metadata?${asked}`)) as StudioMetadata;
}

/** A line for each event and field: what it is called, and how much there is of it. */
async function printList(server: ServerClient, parsed: ParsedCommand): Promise<void> {
  const metadata = await readMetadata(server, parsed, { values: 'false' });
  for (const list of lists) {
    for (const { id, name, displayName, description, source, tags, isHidden, ...rest } of metadata[list]) {
      const line = { list, id, name, displayName, description, source, tags, isHidden };
      const type = 'type' in rest ? { type: rest.type } : {};
      const seen = 'eventCount' in rest ? rest : rest.seen;
      console.log(JSON.stringify({ ...line, ...type, eventCount: seen?.eventCount ?? null }));
    }
  }
}

/** Everything about one event or field, with the edit that a person may have made. */
async function showEntity(server: ServerClient, parsed: ParsedCommand, id: string): Promise<object> {
  const metadata = await readMetadata(server, parsed, {});
  const entity = lists.flatMap((list) => [...metadata[list]]).find((one) => one.id === id);
  if (entity === undefined)
    throw new CodedError('NOT_FOUND', { what: `An event or field with the id ${id}` });
  return entity;
}

/** `millstream metadata …`: what people say about events and fields, and the rules of traffic sources. */
export const command: Command = {
  usage:
    'metadata list|show ID|set ID [--name TEXT] [--description TEXT] [--tag TEXT]… [--hidden on|off] [--language en-US|zh-CN] --app APP | metadata traffic show|check FILE|test [--url U] [--referrer R]|cases|preview [--from DAY] [--to DAY]|publish FILE [--reprocess-since DAY]|versions|restore N [--rules FILE] --app APP [--data DIR]',
  summary:
    'Names and descriptions of events and fields; try, preview and publish the rules of traffic sources.',
  async run(args) {
    const parsed = parseCommand(args, options, 3);
    const [action, word, more] = parsed.positionals;
    const appId = parsed.text('app');
    if (appId === undefined) throw new CodedError('USAGE', { problem: 'metadata needs --app APP.' });
    const server = connectToServer(dataDirectory(parsed));
    const path = `/api/apps/${encodeURIComponent(appId)}/metadata/edits`;
    const print = (value: unknown) => console.log(JSON.stringify(value, null, 2));
    if (action === 'traffic') {
      print(await trafficAction(server, parsed, { appId, action: word, word: more }));
    } else if (action === 'list' && word === undefined) {
      await printList(server, parsed);
    } else if (action === 'show' && word !== undefined) {
      print(await showEntity(server, parsed, word));
    } else if (action === 'set' && word !== undefined) {
      print(await setEntity(server, parsed, { path, entityId: word }));
    } else throw new CodedError('USAGE', { problem: 'metadata takes list, show ID, set ID or traffic.' });
    return 0;
  },
};
