import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { CodedError, systemClock } from '@millstream/core';
import { processingConfigSchema } from '@millstream/processing';
import { createLogger } from '../local/logger.ts';
import { checkTrafficRules } from '../offline/check-traffic-rules.ts';
import { processFiles } from '../offline/process-files.ts';
import { type Command, type ParsedCommand, parseCommand } from './command.ts';

const options = {
  out: { type: 'string' },
  format: { type: 'string', default: 'parquet' },
  project: { type: 'string', default: 'first' },
  apps: { type: 'string' },
  'freshness-days': { type: 'string' },
  geoip: { type: 'string' },
  'traffic-rules': { type: 'string' },
  plugin: { type: 'string', multiple: true },
  transformer: { type: 'string' },
  state: { type: 'string' },
  job: { type: 'string' },
  threads: { type: 'string' },
} as const;

/** The named apps; null, that is every app, when the option is not given. @throws CodedError APP_LIST_EMPTY */
function appsOf(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const apps = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (apps.length === 0) throw new CodedError('APP_LIST_EMPTY');
  return apps;
}

function processingOf(parsed: ParsedCommand) {
  const freshnessHours = freshnessHoursOf(parsed);
  const [geoip, rules, transformer] = [
    parsed.text('geoip'),
    parsed.text('traffic-rules'),
    parsed.text('transformer'),
  ];
  const result = processingConfigSchema.safeParse({
    projectId: parsed.text('project'),
    apps: appsOf(parsed.text('apps')),
    ...(freshnessHours === undefined ? {} : { freshnessHours }),
    ...(geoip === undefined ? {} : { geoipPath: resolve(geoip) }),
    ...(rules === undefined ? {} : { rulesDir: resolve(rules) }),
    ...(transformer === undefined ? {} : { transformer }),
    plugins: parsed.texts('plugin').map((path) => ({ path: resolve(path) })),
  });
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new CodedError('USAGE', { problem: problems.join('; ') });
}

/** Days as hours. @throws CodedError USAGE */
function freshnessHoursOf(parsed: ParsedCommand): number | undefined {
  const days = parsed.number('freshness-days');
  if (days === undefined || days > 0) return days === undefined ? undefined : days * 24;
  throw new CodedError('USAGE', { problem: `--freshness-days is more than 0, not ${days}.` });
}

/** Worker threads; one core is left to the warehouse by default. @throws CodedError USAGE */
function threadsOf(parsed: ParsedCommand): number {
  const threads = parsed.number('threads') ?? Math.max(1, availableParallelism() - 1);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 256) return threads;
  throw new CodedError('USAGE', { problem: `--threads is a whole number from 1 to 256, not ${threads}.` });
}

/** `millstream process FILE…`: raw records to the four tables, without a server. */
export const command: Command = {
  usage:
    'process FILE… --out DIR [--format parquet|ndjson] [--project ID] [--apps a,b] [--freshness-days N] [--geoip FILE] [--traffic-rules DIR] [--transformer NAME] [--plugin FILE]… [--state DIR] [--job NAME] [--threads N]',
  summary:
    'Turn files of raw records (plain or .gz) into the four tables, without a server; memory stays bounded.',
  async run(args) {
    const parsed = parseCommand(args, options);
    const out = parsed.text('out');
    const format = parsed.text('format');
    if (out === undefined || parsed.positionals.length === 0) {
      throw new CodedError('USAGE', { problem: 'process takes files and --out DIR.' });
    }
    if (format !== 'parquet' && format !== 'ndjson') {
      throw new CodedError('USAGE', { problem: `--format is parquet or ndjson, not ${format}.` });
    }
    const processing = processingOf(parsed);
    if (processing.rulesDir !== undefined) await checkTrafficRules(processing.rulesDir);
    const result = await processFiles({
      files: parsed.positionals,
      outDir: out,
      format,
      processing,
      stateDir: parsed.text('state') ?? null,
      jobName: parsed.text('job') ?? `${systemClock.now()}-process`,
      threads: threadsOf(parsed),
      memoryBytes: 280_000_000,
      clock: systemClock,
      logger: createLogger('warn', 'process'),
    });
    console.log(JSON.stringify(result));
    return 0;
  },
};
