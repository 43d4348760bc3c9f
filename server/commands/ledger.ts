import { CodedError } from '@millstream/core';
import type { LedgerReport } from '@millstream/modeling';
import { connectToServer } from '../local/server-client.ts';
import {
  type Command,
  dataDirectory,
  dataOption,
  type ParsedCommand,
  parseCommand,
  projectOf,
  projectOption,
} from './command.ts';

const options = {
  ...dataOption,
  ...projectOption,
  app: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  request: { type: 'string' },
  event: { type: 'string' },
  rejects: { type: 'boolean' },
  duplicates: { type: 'boolean' },
  reason: { type: 'string' },
  limit: { type: 'string' },
} as const;

/** Path of the call that lists events; null when the balances are asked for. */
function listPath(parsed: ParsedCommand, eventId: string | undefined, query: URLSearchParams): string | null {
  if (eventId !== undefined)
    return `/api/ledger/event?${new URLSearchParams({ ...projectOf(parsed), id: eventId })}`;
  if (parsed.flag('rejects')) return `/api/ledger/rejects?${query}`;
  return parsed.flag('duplicates') ? `/api/ledger/duplicates?${query}` : null;
}

/** A line per app and hour; 1 when a balance does not hold. */
function printReport({ rows, problems, balanced }: LedgerReport): number {
  for (const { hourMs, ...row } of rows) {
    console.log(JSON.stringify({ hour: new Date(hourMs).toISOString(), ...row }));
  }
  for (const problem of problems) console.log(JSON.stringify({ problem }));
  if (!balanced)
    console.error('The ledger does not balance: see the rows with "balanced":false and the problems.');
  return balanced ? 0 : 1;
}

/** `millstream ledger`: the proof that nothing was lost. */
export const command: Command = {
  usage:
    'ledger [--app ID] [--since TIME] [--until TIME] | --request RID | --event ID | --rejects [--reason R] | --duplicates [--limit N] [--project ID] [--data DIR]',
  summary:
    'Both balances per app and hour; one request or event through every stage; rejected events with reason and text.',
  async run(args) {
    const parsed = parseCommand(args, options, 0);
    const views = ['request', 'event'].filter((name) => parsed.text(name) !== undefined);
    views.push(...['rejects', 'duplicates'].filter((name) => parsed.flag(name)));
    if (views.length > 1) {
      throw new CodedError('USAGE', { problem: `ledger shows one of --${views.join(', --')} at a time.` });
    }
    const server = connectToServer(dataDirectory(parsed));
    const query = new URLSearchParams(projectOf(parsed));
    for (const name of ['app', 'since', 'until', 'reason', 'limit']) {
      const value = parsed.text(name);
      if (value !== undefined) query.set(name, value);
    }
    const [rid, eventId] = [parsed.text('request'), parsed.text('event')];
    if (rid !== undefined) {
      console.log(
        JSON.stringify(
          await server.call(
            'GET',
            `/api/ledger/request?${new URLSearchParams({ ...projectOf(parsed), rid })}`,
          ),
          null,
          2,
        ),
      );
      return 0;
    }
    const list = listPath(parsed, eventId, query);
    if (list !== null) {
      for (const row of (await server.call('GET', list)) as object[]) console.log(JSON.stringify(row));
      return 0;
    }
    return printReport((await server.call('GET', `/api/ledger?${query}`)) as LedgerReport);
  },
};
