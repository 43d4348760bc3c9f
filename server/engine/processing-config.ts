import { basename, extname, resolve } from 'node:path';
import { CodedError } from '@millstream/core';
import { type ProcessingConfig, processingConfigSchema } from '@millstream/processing';
import type { Settings } from '../config/settings.ts';

const builtInTransformers = ['clickstream', 'gtm', 'sensors'];
const builtInEnrichments = ['ua', 'ip'];

/** What the job of the running server transforms with. @throws CodedError CONFIG_INVALID */
export function processingConfig(
  projectId: string,
  apps: readonly string[],
  settings: Settings['processing'],
  rulesDir: string,
): ProcessingConfig {
  const isPlugin = (name: string, builtIn: readonly string[]) => !builtIn.includes(name);
  const pluginPaths = [
    ...(isPlugin(settings.transformer, builtInTransformers) ? [settings.transformer] : []),
    ...settings.enrichments.filter((name) => isPlugin(name, builtInEnrichments)),
  ];
  const nameOf = (path: string) => basename(path, extname(path));
  const named = (name: string, builtIn: readonly string[]) => (isPlugin(name, builtIn) ? nameOf(name) : name);
  const result = processingConfigSchema.safeParse({
    projectId,
    apps,
    freshnessHours: settings.freshnessHours,
    futureToleranceMs: settings.futureToleranceMs,
    timeShift: settings.timeShift,
    correctBeforeFreshness: settings.correctBeforeFreshness,
    trafficSourceEnrichment: settings.trafficSource,
    lengthCheck: settings.lengthCheck,
    transformer: named(settings.transformer, builtInTransformers),
    enrichments: settings.enrichments.map((name) => named(name, builtInEnrichments)),
    botDetection: settings.botDetection,
    rulesDir,
    ...(settings.geoip === null ? {} : { geoipPath: resolve(settings.geoip) }),
    plugins: pluginPaths.map((path) => ({
      path: resolve(path),
      config: settings.plugins[nameOf(path)] ?? {},
    })),
  });
  if (result.success) return result.data;
  throw new CodedError('CONFIG_INVALID', { problems: result.error.message });
}
