import { connectToServer } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, parseCommand } from './command.ts';

const options = {
  ...dataOption,
  app: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  request: { type: 'string' },
  event: { type: 'string' },
  rejects: { type: 'boolean' },
  reason: { type: 'string' },
  limit: { type: 'string' },
} as const;

/** `millstream ledger`: the proof that nothing was lost. */
export const command: Command = {
  usage:
    'ledger [--app ID] [--since TIME] [--until TIME] | --request RID | --event ID | --rejects [--reason R] [--limit N] [--data DIR]',
  summary:
    'Both balances per app and hour; one request or event through every stage; rejected events with reason and text.',
  async run(args) {
    const parsed = parseCommand(args, options);
    const server = connectToServer(dataDirectory(parsed));
    const query = new URLSearchParams();
    for (const name of ['app', 'since', 'until', 'reason', 'limit']) {
      const value = parsed.text(name);
      if (value !== undefined) query.set(name, value);
    }
    const [request, event] = [parsed.text('request'), parsed.text('event')];
    let path = `/api/ledger?${query}`;
    if (request !== undefined) path = `/api/ledger/request?${new URLSearchParams({ rid: request })}`;
    else if (event !== undefined) path = `/api/ledger/event?${new URLSearchParams({ id: event })}`;
    else if (parsed.flag('rejects')) path = `/api/ledger/rejects?${query}`;
    const answer = await server.call('GET', path);
    for (const row of Array.isArray(answer) ? answer : [answer]) console.log(JSON.stringify(row));
    return 0;
  },
};
