import { CodedError } from '@millstream/core';
import { connectToServer, type ServerClient } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, type ParsedCommand, parseCommand } from './command.ts';
import { readJsonFile } from './explore.ts';

const options = {
  ...dataOption,
  app: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  sheet: { type: 'string' },
  visual: { type: 'string', multiple: true },
  platform: { type: 'string', multiple: true },
  filter: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** App and project of a command's `--app`. @throws CodedError USAGE, NOT_FOUND */
export async function appOf(
  parsed: ParsedCommand,
  server: ServerClient,
): Promise<{ readonly appId: string; readonly projectId: string }> {
  const appId = parsed.text('app');
  if (appId === undefined) throw new CodedError('USAGE', { problem: '--app is missing.' });
  const apps = (await server.call('GET', '/api/apps')) as readonly { appId: string; projectId: string }[];
  const app = apps.find((one) => one.appId === appId);
  if (app === undefined) throw new CodedError('NOT_FOUND', { what: `App ${appId}` });
  return { appId, projectId: app.projectId };
}

/** Range of `--from` and `--to`; both or none. @throws CodedError USAGE */
function timeOf(parsed: ParsedCommand): object {
  const [start, end] = [parsed.text('from'), parsed.text('to')];
  if (start === undefined && end === undefined) return {};
  if (start === undefined || end === undefined) {
    throw new CodedError('USAGE', { problem: 'A range has both --from and --to.' });
  }
  return { time: { type: 'fixed', start, end } };
}

interface Visual {
  readonly id: string;
  readonly outcome:
    | {
        readonly kind: 'result';
        readonly result: { readonly columns: readonly { name: string }[]; rows: unknown[][] };
      }
    | { readonly kind: 'failed'; readonly error: { readonly code: string; readonly message: string } };
}
interface Dashboard {
  readonly range: { readonly from: string; readonly to: string };
  readonly timezone: string;
  readonly sheets: readonly { readonly sections: readonly { readonly visuals: readonly Visual[] }[] }[];
}

const shownRows = 12;

/** Prints each visual's first rows for people; 1 when one of them failed. */
function printDashboard({ range, timezone, sheets }: Dashboard): number {
  console.log(`${range.from} to ${range.to}, ${timezone}`);
  let failed = 0;
  for (const { id, outcome } of sheets.flatMap(({ sections }) =>
    sections.flatMap(({ visuals }) => visuals),
  )) {
    console.log(`\n${id}`);
    if (outcome.kind === 'failed') {
      failed += 1;
      console.log(`  ${outcome.error.message} [${outcome.error.code}]`);
      continue;
    }
    const { columns, rows } = outcome.result;
    console.log(`  ${columns.map(({ name }) => name).join('\t')}`);
    for (const row of rows.slice(0, shownRows)) console.log(`  ${row.map((cell) => cell ?? '-').join('\t')}`);
    if (rows.length > shownRows) console.log(`  … ${rows.length - shownRows} more; --json prints all`);
  }
  return failed === 0 ? 0 : 1;
}

/** `millstream dashboard lifecycle`: the life cycle dashboard of an app. */
export const command: Command = {
  usage:
    'dashboard lifecycle --app A [--from DAY --to DAY] [--sheet S] [--visual V]… [--platform P]… [--filter FILE] [--json] [--data DIR]',
  summary:
    'The life cycle dashboard for days of the app (default: the last 30 complete ones), or some sheets and visuals of it; --filter takes a filter tree as JSON.',
  async run(args) {
    const parsed = parseCommand(args, options, 1);
    if (parsed.positionals[0] !== 'lifecycle') {
      throw new CodedError('USAGE', { problem: 'dashboard shows lifecycle.' });
    }
    const server = connectToServer(dataDirectory(parsed));
    const [sheet, filter] = [parsed.text('sheet'), parsed.text('filter')];
    const [visuals, platforms] = [parsed.texts('visual'), parsed.texts('platform')];
    const answer = await server.call('POST', '/api/studio/dashboard/lifecycle', {
      ...(await appOf(parsed, server)),
      ...timeOf(parsed),
      ...(sheet === undefined ? {} : { sheet }),
      ...(visuals.length === 0 ? {} : { visuals }),
      ...(platforms.length === 0 ? {} : { platforms }),
      ...(filter === undefined ? {} : { filter: await readJsonFile(filter) }),
    });
    if (!parsed.flag('json')) return printDashboard(answer as Dashboard);
    console.log(JSON.stringify(answer, null, 2));
    return 0;
  },
};
