import { CodedError } from '@millstream/core';
import { connectToServer } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, parseCommand } from './command.ts';

const options = {
  ...dataOption,
  app: { type: 'string' },
  at: { type: 'string' },
  until: { type: 'string' },
  note: { type: 'string' },
  dashboard: { type: 'string' },
} as const;

/** `millstream annotation add|list|remove`: notes on time charts. */
export const command: Command = {
  usage:
    'annotation add LABEL --at DAY_OR_TIME [--until DAY_OR_TIME] [--note TEXT] [--dashboard ID] --app APP | annotation list|remove ID --app APP [--data DIR]',
  summary: 'Mark a release or a campaign on the time charts of an app, or of one dashboard.',
  async run(args) {
    const parsed = parseCommand(args, options, 2);
    const [action, word] = parsed.positionals;
    const appId = parsed.text('app');
    if (appId === undefined) throw new CodedError('USAGE', { problem: 'annotation needs --app APP.' });
    const server = connectToServer(dataDirectory(parsed));
    const path = `/api/apps/${encodeURIComponent(appId)}/annotations`;
    if (action === 'list' && word === undefined) {
      for (const { id } of (await server.call('GET', path)) as { id: string }[]) {
        console.log(JSON.stringify(await server.call('GET', `${path}/${encodeURIComponent(id)}`)));
      }
      return 0;
    }
    if (action === 'add' && word !== undefined) {
      const [start, end, note] = [parsed.text('at'), parsed.text('until'), parsed.text('note')];
      const body = { version: 1, label: word, start, end, note, dashboardId: parsed.text('dashboard') };
      console.log(JSON.stringify(await server.call('POST', path, { body })));
      return 0;
    }
    if (action === 'remove' && word !== undefined) {
      const one = `${path}/${encodeURIComponent(word)}`;
      const { version } = (await server.call('GET', one)) as { version: number };
      console.log(JSON.stringify(await server.call('DELETE', `${one}?version=${version}`)));
      return 0;
    }
    throw new CodedError('USAGE', { problem: 'annotation takes add LABEL, list or remove ID.' });
  },
};
