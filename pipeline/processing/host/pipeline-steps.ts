import { CodedError } from '@millstream/core';
import type { ChunkSteps } from '../chunk/chunk-pipeline.ts';
import type { EnrichmentStep, TransformStep } from '../chunk/chunk-steps.ts';
import { createBotClassifier } from '../enrichments/bot/bot-classifier.ts';
import { createIpEnrichment } from '../enrichments/ip/ip-enrichment.ts';
import { createIpLookup } from '../enrichments/ip/ip-lookup.ts';
import { createUserAgentEnrichment } from '../enrichments/user-agent/user-agent-enrichment.ts';
import { createUserAgentReader } from '../enrichments/user-agent/user-agent-reader.ts';
import { openTrafficRules } from '../traffic/load-traffic-rules.ts';
import { createClickstreamTransformer } from '../transformers/clickstream/clickstream-transformer.ts';
import { createGtmTransformer } from '../transformers/gtm/gtm-transformer.ts';
import { createSensorsTransformer } from '../transformers/sensors/sensors-transformer.ts';
import type { ThreadConfig } from './thread-config.ts';

/** Makes the steps that a configuration names. */
export function pipelineSteps({ processing, ipDatabases }: ThreadConfig): ChunkSteps {
  const readUserAgent = createUserAgentReader();
  const rulesOfApp = openTrafficRules(processing.rulesDir ?? null);

  function transformStep(): TransformStep {
    switch (processing.transformer) {
      case 'clickstream':
        return { kind: 'records', transform: createClickstreamTransformer(processing, rulesOfApp) };
      case 'gtm':
        return { kind: 'records', transform: createGtmTransformer(processing, rulesOfApp) };
      case 'sensors':
        return { kind: 'records', transform: createSensorsTransformer(processing) };
      default:
        throw new CodedError('CONFIG_INVALID', {
          problems: `there is no transformer ${processing.transformer}`,
        });
    }
  }

  function enrichmentStep(name: string): EnrichmentStep | null {
    if (name === 'ua') {
      const enrich = createUserAgentEnrichment(readUserAgent);
      return { kind: 'row', name, enrich: (row) => enrich(row, row.ua) };
    }
    if (name === 'ip') {
      if (!ipDatabases) return null;
      const enrich = createIpEnrichment(createIpLookup(ipDatabases));
      return { kind: 'row', name, enrich: (row) => enrich(row, row.ip) };
    }
    return null;
  }

  return {
    transform: transformStep(),
    enrichments: processing.enrichments.map(enrichmentStep).filter((step) => step !== null),
    judge: processing.botDetection ? createBotClassifier(readUserAgent) : null,
    rulesOfApp,
  };
}
