// The `millstream` command. Each subcommand is loaded only when it runs, so that small ones start fast.
import { asCodedError } from '@millstream/core';
import type { Command } from './commands/command.ts';

const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  start: () => import('./commands/start.ts'),
  collect: () => import('./commands/collect.ts'),
  process: () => import('./commands/process.ts'),
  import: () => import('./commands/import.ts'),
  query: () => import('./commands/query.ts'),
  explore: () => import('./commands/explore.ts'),
  ledger: () => import('./commands/ledger.ts'),
  app: () => import('./commands/app.ts'),
  project: () => import('./commands/project.ts'),
  plan: () => import('./commands/plan.ts'),
  apply: () => import('./commands/apply.ts'),
  demo: () => import('./commands/demo.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  lake: () => import('./commands/lake.ts'),
  rebuild: () => import('./commands/rebuild.ts'),
  segment: () => import('./commands/segment.ts'),
  plugin: () => import('./commands/plugin.ts'),
  metadata: () => import('./commands/metadata.ts'),
  annotation: () => import('./commands/annotation.ts'),
  user: () => import('./commands/user.ts'),
  status: () => import('./commands/status.ts'),
  config: () => import('./commands/config.ts'),
  dashboard: () => import('./commands/dashboard.ts'),
  realtime: () => import('./commands/realtime.ts'),
};

const helpWords: readonly (string | undefined)[] = ['help', '--help', '-h'];

/** Prints the help of one command, or of all when there is none of that name. */
async function printHelp(name: string | undefined): Promise<void> {
  const one = loaderOf(name);
  if (one === undefined) console.log('millstream: self-hosted clickstream analytics\n');
  for (const load of one === undefined ? Object.values(commands) : [one]) {
    const { command } = await load();
    console.log(`  millstream ${command.usage}\n      ${command.summary}`);
  }
}

function loaderOf(name: string | undefined) {
  return name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
}

async function main(args: readonly string[]): Promise<number> {
  const [name = 'help', ...rest] = args;
  if (helpWords.includes(name) || rest.some((word) => word === '--help' || word === '-h')) {
    await printHelp(helpWords.includes(name) ? rest[0] : name);
    return 0;
  }
  const load = loaderOf(name);
  if (!load) {
    console.error(`millstream: there is no command ${name}. See \`millstream help\`.`);
    return 2;
  }
  try {
    return (await (await load()).command.run(rest)) ?? 0;
  } catch (error) {
    const coded = asCodedError(error);
    console.error(`millstream ${name}: ${coded.message}\n  ${coded.action} [${coded.code}]`);
    if (coded.code === 'INTERNAL') console.error(coded.cause);
    return coded.code === 'USAGE' ? 2 : 1;
  }
}

// A reader such as `head` may close our output early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2));
