import { basename, extname } from 'node:path';
import { CodedError } from '@millstream/core';
import type { EnrichmentStep, PluginRecordResult, RecordPlugin } from '../chunk/chunk-steps.ts';
import type { ProcessingConfig } from '../settings/processing-settings.ts';
import type { PluginManifest } from './plugin-manifest.ts';
import type { PluginRunner, TransformedRecord } from './plugin-runner.ts';
import type { PreparedPlugin } from './prepare-plugins.ts';

/** Names of the steps of a chain, in order. */
export interface StepNames {
  readonly transformer: string;
  readonly enrichments: readonly string[];
}

type ChainSettings = Pick<ProcessingConfig, 'transformer' | 'enrichments'>;
type InstalledPlugin = Pick<PreparedPlugin, 'path' | 'manifest'>;

const builtInSteps = { transformer: ['clickstream', 'gtm', 'sensors'], enrichment: ['ua', 'ip'] } as const;

/** True when `name` means the plug-in: its name, or its file's name without folder and extension. */
function isNamed({ path, manifest }: InstalledPlugin, name: string): boolean {
  return manifest.name === name || basename(path, extname(path)) === name;
}

/**
 * The chain with the installed plug-ins. A plug-in may be named by its name or its file. Enrichments that the settings do
 * not name follow the named ones in their order; a transformer that they do not name takes the place of the default.
 * Throws CONFIG_INVALID for two such transformers, or for a name that is neither built in nor a plug-in of that kind.
 */
export function stepNames(settings: ChainSettings, plugins: readonly InstalledPlugin[]): StepNames {
  const ofKind = (kind: PluginManifest['kind']) => plugins.filter(({ manifest }) => manifest.kind === kind);
  const problems: string[] = [];
  const resolved = (name: string, kind: PluginManifest['kind']): string => {
    if (builtInSteps[kind].some((builtIn) => builtIn === name)) return name;
    const plugin = ofKind(kind).find((candidate) => isNamed(candidate, name));
    if (!plugin) problems.push(`${name} is neither a built-in ${kind} nor an installed plug-in of that kind`);
    return plugin?.manifest.name ?? name;
  };
  const [first, second] = ofKind('transformer');
  let transformer = resolved(settings.transformer, 'transformer');
  if (transformer === 'clickstream' && first) {
    transformer = first.manifest.name;
    if (second) problems.push('transformer must name one of the transformer plug-ins');
  }
  const enrichments = settings.enrichments.map((name) => resolved(name, 'enrichment'));
  for (const { manifest } of ofKind('enrichment')) {
    if (!enrichments.includes(manifest.name)) enrichments.push(manifest.name);
  }
  if (problems.length > 0) throw new CodedError('CONFIG_INVALID', { problems: problems.join('; ') });
  return { transformer, enrichments };
}

function outcomeOf(result: TransformedRecord): PluginRecordResult {
  if (result.kind === 'events') return result;
  return { kind: 'rejected', reason: 'plugin_failed', detail: result.detail };
}

/** A transformer plug-in as the step that makes events of records. */
export function pluginTransformStep(runner: PluginRunner, name: string): RecordPlugin {
  return { name, transform: async (records) => (await runner.transform(name, records)).map(outcomeOf) };
}

/** An enrichment plug-in as a step of the chain. */
export function pluginEnrichmentStep(runner: PluginRunner, name: string): EnrichmentStep {
  return {
    kind: 'rows',
    name,
    async enrich(rows) {
      const { rejected } = await runner.enrich(name, rows);
      return rows.map((_, index) => rejected.get(index) ?? null);
    },
  };
}
