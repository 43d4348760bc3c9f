import { CodedError } from '@millstream/core';
import { connectToServer } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, type ParsedCommand, parseCommand } from './command.ts';

const options = {
  ...dataOption,
  name: { type: 'string' },
  timezone: { type: 'string' },
  'week-start': { type: 'string' },
  project: { type: 'string' },
  'strict-integrity': { type: 'string' },
  enabled: { type: 'string' },
} as const;

function onOff(parsed: ParsedCommand, name: string): boolean | undefined {
  const text = parsed.text(name);
  if (text === undefined) return undefined;
  if (text === 'on' || text === 'true') return true;
  if (text === 'off' || text === 'false') return false;
  throw new CodedError('USAGE', { problem: `--${name} takes on or off, not ${text}.` });
}

function settings(parsed: ParsedCommand): object {
  return {
    name: parsed.text('name'),
    timeZone: parsed.text('timezone'),
    weekStart: parsed.text('week-start'),
    strictIntegrity: onOff(parsed, 'strict-integrity'),
    enabled: onOff(parsed, 'enabled'),
  };
}

/** `millstream app add|set|list`: registered apps of the running server. */
export const command: Command = {
  usage:
    'app add ID|set ID|list [--name NAME] [--timezone ZONE] [--week-start monday|sunday] [--strict-integrity on|off] [--enabled on|off] [--data DIR]',
  summary: 'Register, change or list apps; a change is in force within a second.',
  async run(args) {
    const parsed = parseCommand(args, options, 2);
    const [action, appId] = parsed.positionals;
    const server = connectToServer(dataDirectory(parsed));
    if (action === 'list' && appId === undefined) {
      const apps = (await server.call('GET', '/api/apps')) as object[];
      for (const app of apps) console.log(JSON.stringify(app));
      return 0;
    }
    if (appId === undefined || (action !== 'add' && action !== 'set')) {
      throw new CodedError('USAGE', { problem: 'app takes add ID, set ID or list.' });
    }
    const body = { ...settings(parsed), projectId: parsed.text('project') };
    const app =
      action === 'add'
        ? await server.call('POST', '/api/apps', { ...body, appId })
        : await server.call('PATCH', `/api/apps/${encodeURIComponent(appId)}`, body);
    console.log(JSON.stringify(app));
    return 0;
  },
};
