import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { type PluginManifest, problemsOf } from './plugin-manifest.ts';

/**
 * Checks a plug-in's configuration by its JSON Schema and fills defaults. A schema rather than a function of the plug-in:
 * the server can check, and the console can draw a form, without running foreign code. Throws PLUGIN_INVALID.
 */
export function pluginConfiguration(
  path: string,
  manifest: PluginManifest,
  config: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { configSchema } = manifest;
  if (!configSchema) {
    if (Object.keys(config).length === 0) return {};
    throw new CodedError('PLUGIN_INVALID', { path, problems: 'it takes no configuration' });
  }
  let schema: z.ZodType;
  try {
    schema = z.fromJSONSchema({ type: 'object', ...configSchema });
  } catch (cause) {
    const problems = `configSchema is no JSON Schema: ${cause instanceof Error ? cause.message : cause}`;
    throw new CodedError('PLUGIN_INVALID', { path, problems }, { cause });
  }
  const parsed = schema.safeParse(config);
  if (!parsed.success) {
    throw new CodedError('PLUGIN_INVALID', { path, problems: `config: ${problemsOf(parsed.error)}` });
  }
  return parsed.data as Readonly<Record<string, unknown>>;
}
