import type { Logger } from '@millstream/core';
import type { ChunkSteps } from '../chunk/chunk-pipeline.ts';
import type { EnrichmentStep, TransformStep } from '../chunk/chunk-steps.ts';
import { createBotClassifier } from '../enrichments/bot/bot-classifier.ts';
import { createIpEnrichment } from '../enrichments/ip/ip-enrichment.ts';
import { createIpLookup } from '../enrichments/ip/ip-lookup.ts';
import { createUserAgentEnrichment } from '../enrichments/user-agent/user-agent-enrichment.ts';
import { createUserAgentReader } from '../enrichments/user-agent/user-agent-reader.ts';
import { pluginEnrichmentStep, pluginTransformStep, stepNames } from '../plugins/plugin-chain.ts';
import { createPluginRunner } from '../plugins/plugin-runner.ts';
import { openTrafficRules } from '../traffic/load-traffic-rules.ts';
import { createClickstreamTransformer } from '../transformers/clickstream/clickstream-transformer.ts';
import { createGtmTransformer } from '../transformers/gtm/gtm-transformer.ts';
import { createSensorsTransformer } from '../transformers/sensors/sensors-transformer.ts';
import type { ThreadConfig } from './thread-config.ts';

/** Makes the steps that a configuration names, with the plug-ins at their places. */
export function pipelineSteps(config: ThreadConfig, logger: Logger): ChunkSteps {
  const { processing, ipDatabases, plugins } = config;
  const readUserAgent = createUserAgentReader();
  const rulesOfApp = openTrafficRules(processing.rulesDir ?? null);
  const runner = createPluginRunner({ plugins, apps: processing.apps ?? [], logger });
  const names = stepNames(processing, plugins);

  function transformStep(): TransformStep {
    switch (names.transformer) {
      case 'clickstream':
        return { kind: 'records', transform: createClickstreamTransformer(processing, rulesOfApp) };
      case 'gtm':
        return { kind: 'records', transform: createGtmTransformer(processing, rulesOfApp) };
      case 'sensors':
        return { kind: 'records', transform: createSensorsTransformer(processing) };
      default:
        return { kind: 'plugin', plugin: pluginTransformStep(runner, names.transformer) };
    }
  }

  function enrichmentStep(name: string): EnrichmentStep | null {
    if (name === 'ua') {
      const enrich = createUserAgentEnrichment(readUserAgent);
      return { kind: 'row', name, enrich: (row) => enrich(row, row.ua) };
    }
    if (name === 'ip') {
      if (!ipDatabases) return null;
      const enrich = createIpEnrichment(createIpLookup(ipDatabases, { logger }));
      return { kind: 'row', name, enrich: (row) => enrich(row, row.ip) };
    }
    return pluginEnrichmentStep(runner, name);
  }

  return {
    transform: transformStep(),
    enrichments: names.enrichments.map(enrichmentStep).filter((step) => step !== null),
    judge: processing.botDetection ? createBotClassifier(readUserAgent) : null,
    rulesOfApp,
  };
}
