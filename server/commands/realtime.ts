import { connectToServer } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, parseCommand } from './command.ts';
import { appOf } from './dashboard.ts';

const options = {
  ...dataOption,
  app: { type: 'string' },
  minutes: { type: 'string' },
  feed: { type: 'boolean' },
  since: { type: 'string' },
  json: { type: 'boolean' },
} as const;

interface RealtimeValue {
  readonly labels: readonly string[];
  readonly users: number;
  readonly events: number;
}

interface Realtime {
  readonly windows: readonly { readonly minutes: number; readonly users: number; readonly events: number }[];
  readonly eventsPerMinute: number;
  readonly latestArrival: string | null;
  readonly lists: Readonly<Record<string, readonly RealtimeValue[]>>;
}

function printRealtime({ windows, eventsPerMinute, latestArrival, lists }: Realtime): void {
  for (const { minutes, users, events } of windows) {
    console.log(`last ${minutes} minutes: ${users} users, ${events} events`);
  }
  console.log(`${eventsPerMinute} events a minute; latest arrival ${latestArrival ?? '-'}`);
  for (const [name, values] of Object.entries(lists)) {
    // Some lists go by users, some by events: both numbers, so that the order can be seen.
    console.log(`\n${name}\n  users\tevents`);
    for (const { labels, users, events } of values)
      console.log(`  ${users}\t${events}\t${labels.join(' / ')}`);
  }
}

/** `millstream realtime`: what arrived in the last hour, or the newest single events. */
export const command: Command = {
  usage: 'realtime --app A [--minutes 5|30|60] [--feed [--since CURSOR]] [--json] [--data DIR]',
  summary: 'Users and events that arrived in the last minutes; --feed prints the newest events and a cursor.',
  async run(args) {
    const parsed = parseCommand(args, options, 0);
    const server = connectToServer(dataDirectory(parsed));
    const app = await appOf(parsed, server);
    if (parsed.flag('feed')) {
      const since = parsed.text('since');
      const request = { ...app, ...(since === undefined ? {} : { since }) };
      console.log(JSON.stringify(await server.call('POST', '/api/studio/realtime/feed', request), null, 2));
      return 0;
    }
    const minutes = parsed.number('minutes');
    const request = { ...app, ...(minutes === undefined ? {} : { minutes }) };
    const answer = await server.call('POST', '/api/studio/realtime', request);
    if (parsed.flag('json')) console.log(JSON.stringify(answer, null, 2));
    else printRealtime(answer as Realtime);
    return 0;
  },
};
