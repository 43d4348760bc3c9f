import { resolve } from 'node:path';
import { CodedError } from '@millstream/core';
import { type ProcessingConfig, processingConfigSchema } from '@millstream/processing';
import type { Settings } from '../config/settings.ts';

/** What the job of the running server transforms with. @throws CodedError CONFIG_INVALID */
export function processingConfig(
  projectId: string,
  apps: readonly string[],
  settings: Settings['processing'],
  rulesDir: string,
): ProcessingConfig {
  const result = processingConfigSchema.safeParse({
    projectId,
    apps,
    freshnessHours: settings.freshnessHours,
    futureToleranceMs: settings.futureToleranceMs,
    timeShift: settings.timeShift,
    correctBeforeFreshness: settings.correctBeforeFreshness,
    trafficSourceEnrichment: settings.trafficSource,
    lengthCheck: settings.lengthCheck,
    transformer: settings.transformer,
    enrichments: settings.enrichments,
    botDetection: settings.botDetection,
    rulesDir,
    ...(settings.geoip === null ? {} : { geoipPath: resolve(settings.geoip) }),
    plugins: settings.plugins.map(({ path, config }) => ({ path: resolve(path), config })),
  });
  if (result.success) return result.data;
  throw new CodedError('CONFIG_INVALID', { problems: result.error.message });
}
