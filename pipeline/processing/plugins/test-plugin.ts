import { asCodedError, type Logger } from '@millstream/core';
import type { EventRow } from '../rows/event-row.ts';
import { createPluginRunner, type PluginCounts, type PluginRunner } from './plugin-runner.ts';
import { type PreparedPlugin, preparePlugins } from './prepare-plugins.ts';
import { defaultSandboxLimits, type SandboxLimits } from './sandbox/sandbox-limits.ts';
import { type SampleRecord, sampleRecord, sampleRecords, sampleRow, sampleRows } from './test-samples.ts';

/** What an author may give to a test. */
export interface TestPluginOptions {
  readonly config?: Readonly<Record<string, unknown>>;
  /** Records for a transformer. @default samples of several formats and of broken bodies */
  readonly records?: readonly SampleRecord[];
  /** Rows for an enrichment. @default samples of full, empty and odd rows */
  readonly rows?: readonly Partial<EventRow>[];
  readonly limits?: Partial<SandboxLimits>;
}

/** What a test found. */
export interface PluginTestReport {
  /** True when nothing below is a problem. */
  readonly isOk: boolean;
  readonly name: string | null;
  readonly kind: 'transformer' | 'enrichment' | null;
  readonly bundleBytes: number;
  /** Bundling, checking and loading in the sandbox, ms. */
  readonly prepareMs: number;
  /** Time per record or row over 1,000 of them, µs. */
  readonly itemMicros: number | null;
  readonly counts: PluginCounts | null;
  /** What it did with each record or row, as readable lines. */
  readonly results: readonly string[];
  readonly logs: readonly string[];
  readonly problems: readonly string[];
}

const timedItems = 1000;
const maxShown = 400;

function collectingLogger(logs: string[]): Logger {
  const add = (level: string) => (_fields: object, message: string) => {
    if (logs.length < 200) logs.push(`${level}: ${message.split('\n')[0]}`);
  };
  return { debug: add('debug'), info: add('info'), warn: add('warn'), error: add('error') };
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'undefined').slice(0, maxShown);

/** What the pipeline would reject about an event that a transformer made. */
function eventProblems(event: unknown): string[] {
  const fields = (typeof event === 'object' && event !== null ? event : {}) as Record<string, unknown>;
  const problems: string[] = [];
  for (const name of ['event_id', 'app_id']) {
    if (typeof fields[name] !== 'string' || fields[name] === '') problems.push(`${name} is missing`);
  }
  if (!fields.event_type && !fields.event_name) problems.push('event_type is missing');
  if (!Number.isSafeInteger(fields.timestamp)) problems.push('timestamp is not an integer');
  return problems;
}

async function tryTransformer(runner: PluginRunner, name: string, samples: readonly SampleRecord[]) {
  const records = samples.map(sampleRecord);
  const results: string[] = [];
  const problems: string[] = [];
  const first = await runner.transform(name, records);
  const again = await runner.transform(name, records);
  for (const [index, result] of first.entries()) {
    if (result.kind === 'failed') {
      problems.push(`record ${index}: ${result.detail}`);
      continue;
    }
    for (const event of result.events) {
      results.push(`record ${index}: event ${shown(event)}`);
      for (const problem of eventProblems(event)) problems.push(`record ${index}: ${problem}`);
    }
    for (const { reason } of result.rejects) results.push(`record ${index}: rejected: ${reason}`);
    if (result.events.length + result.rejects.length === 0) results.push(`record ${index}: nothing`);
    if (JSON.stringify(result) !== JSON.stringify(again[index])) {
      problems.push(`record ${index}: the second time the events differ; a rebuild would count them twice`);
    }
  }
  return { results, problems };
}

async function tryEnrichment(runner: PluginRunner, name: string, samples: readonly Partial<EventRow>[]) {
  const rows = samples.map(sampleRow);
  const before = rows.map((row) => ({ ...row }));
  const { rejected } = await runner.enrich(name, rows);
  const results = rows.map((row, index) => {
    const changes = Object.entries(row).filter(
      ([column, value]) => value !== Reflect.get(before[index] ?? {}, column),
    );
    const reason = rejected.get(index);
    const done = reason === undefined ? 'unchanged' : `rejected: ${reason}`;
    return `row ${index}: ${changes.length > 0 ? shown(Object.fromEntries(changes)) : done}`;
  });
  const { failed = 0, lastFailure } = runner.counts.get(name) ?? {};
  return { results, problems: failed > 0 ? [`${failed} rows failed: ${lastFailure}`] : [] };
}

/** Time per item over many copies of the samples. */
async function timed(
  runner: PluginRunner,
  plugin: PreparedPlugin,
  options: TestPluginOptions,
): Promise<number> {
  const { name, kind } = plugin.manifest;
  const repeat = <T>(samples: readonly T[]): T[] =>
    Array.from({ length: Math.ceil(timedItems / Math.max(samples.length, 1)) }, () => samples).flat();
  const records = repeat(options.records ?? sampleRecords).map(sampleRecord);
  const rows = repeat(options.rows ?? sampleRows).map(sampleRow);
  const start = performance.now();
  if (kind === 'transformer') await runner.transform(name, records);
  else await runner.enrich(name, rows);
  return ((performance.now() - start) * 1000) / (kind === 'transformer' ? records.length : rows.length);
}

/**
 * Tries a plug-in the way the pipeline runs it, in its real sandbox: bundles and checks it, runs it over samples, and
 * tells what it did and what is wrong. Never throws for a bad plug-in.
 */
export async function testPlugin(path: string, options: TestPluginOptions = {}): Promise<PluginTestReport> {
  const logs: string[] = [];
  const limits = { ...defaultSandboxLimits, ...options.limits };
  const start = performance.now();
  let plugin: PreparedPlugin | undefined;
  try {
    [plugin] = await preparePlugins([{ path, config: options.config ?? {} }], limits);
  } catch (error) {
    return {
      ...{
        isOk: false,
        name: null,
        kind: null,
        bundleBytes: 0,
        itemMicros: null,
        counts: null,
        results: [],
        logs,
      },
      prepareMs: performance.now() - start,
      problems: [asCodedError(error).message],
    };
  }
  if (!plugin) throw new TypeError('one setting gives one plug-in');
  const prepareMs = performance.now() - start;
  const { name, kind } = plugin.manifest;
  const runner = createPluginRunner({
    plugins: [plugin],
    apps: ['shop'],
    limits,
    logger: collectingLogger(logs),
  });
  try {
    const { results, problems } =
      kind === 'transformer'
        ? await tryTransformer(runner, name, options.records ?? sampleRecords)
        : await tryEnrichment(runner, name, options.rows ?? sampleRows);
    const counts = { ...(runner.counts.get(name) as PluginCounts) };
    const itemMicros = problems.length === 0 ? await timed(runner, plugin, options) : null;
    const isOk = problems.length === 0;
    return {
      isOk,
      name,
      kind,
      bundleBytes: plugin.source.length,
      prepareMs,
      itemMicros,
      counts,
      results,
      logs,
      problems,
    };
  } finally {
    await runner.close();
  }
}

/** The report as text for a terminal. */
export function pluginTestText(report: PluginTestReport): string {
  const { name, kind, counts, itemMicros } = report;
  const lines = [
    name === null
      ? 'The plug-in could not be loaded.'
      : `${kind} ${name}, ${report.bundleBytes} bytes as one module`,
    ...report.results.map((line) => `  ${line}`),
    ...report.logs.map((line) => `  log ${line}`),
  ];
  if (counts) {
    lines.push(
      `given ${counts.given}, made ${counts.made}, rejected ${counts.rejected}, failed ${counts.failed}`,
    );
  }
  const item = kind === 'transformer' ? 'record' : 'row';
  if (itemMicros !== null) {
    lines.push(`prepared in ${report.prepareMs.toFixed(0)} ms, ${itemMicros.toFixed(0)} µs for each ${item}`);
  }
  lines.push(...report.problems.map((problem) => `PROBLEM ${problem}`));
  lines.push(report.isOk ? 'OK' : 'NOT OK');
  return `${lines.join('\n')}\n`;
}
