import { CodedError } from '@millstream/core';
import type { EnrichmentStep, PluginRecordResult, RecordPlugin } from '../chunk/chunk-steps.ts';
import type { ProcessingConfig } from '../settings/processing-settings.ts';
import type { PluginManifest } from './plugin-manifest.ts';
import type { PluginRunner, TransformedRecord } from './plugin-runner.ts';
import type { RejectedByPlugin } from './transformed-records.ts';

/** Names of the steps of a chain, in order. */
export interface StepNames {
  readonly transformer: string;
  readonly enrichments: readonly string[];
}

type ChainSettings = Pick<ProcessingConfig, 'transformer' | 'enrichments'>;

/**
 * The chain with the installed plug-ins: enrichments that the settings do not name follow the named ones in their order,
 * and a transformer that they do not name takes the place of the default. Throws CONFIG_INVALID for two such transformers,
 * or for a name that is neither a built-in step nor a plug-in of the right kind.
 */
export function stepNames(settings: ChainSettings, manifests: readonly PluginManifest[]): StepNames {
  const named = (kind: PluginManifest['kind']) =>
    manifests.filter((plugin) => plugin.kind === kind).map(({ name }) => name);
  const transformers = named('transformer');
  const enrichments = named('enrichment');
  const problems: string[] = [];
  const unknown = (name: string, known: readonly string[]) => {
    if (!known.includes(name)) problems.push(`${name} is neither built in nor a plug-in of this kind`);
  };
  let { transformer } = settings;
  if (transformer === 'clickstream' && transformers[0] !== undefined) {
    transformer = transformers[0];
    if (transformers.length > 1) problems.push('transformer must name one of the transformer plug-ins');
  }
  unknown(transformer, ['clickstream', 'gtm', 'sensors', ...transformers]);
  for (const name of settings.enrichments) unknown(name, ['ua', 'ip', ...enrichments]);
  if (problems.length > 0) throw new CodedError('CONFIG_INVALID', { problems: problems.join('; ') });
  const rest = enrichments.filter((name) => !settings.enrichments.includes(name));
  return { transformer, enrichments: [...settings.enrichments, ...rest] };
}

/** A record's result with the events that its plug-in rejected. */
export type PluginRecordOutcome = PluginRecordResult & { readonly rejects?: readonly RejectedByPlugin[] };

function outcomeOf(result: TransformedRecord): PluginRecordOutcome {
  if (result.kind === 'failed') return { kind: 'rejected', reason: 'plugin_failed', detail: result.detail };
  const [first] = result.rejects;
  if (result.events.length === 0 && first) {
    return { kind: 'rejected', reason: 'plugin_rejected', detail: first.reason };
  }
  return { kind: 'events', events: result.events, rejects: result.rejects };
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
