import { isSecretName, type PipelineSpec } from '@millstream/console';
import { valueAt, withValueAt } from './spec-places.ts';

const secretField = 'ingestion.authentication.appClientSecret';
/** Where the secret goes: another place must not learn it. */
const secretReaders = ['ingestion.authentication.issuer', 'ingestion.authentication.tokenEndpoint'];
const pluginsField = 'processing.plugins';
/** What stands in place of a secret; sent back, it means the stored one. */
const mask = '***';

/** The pipeline as it may be shown. */
export function maskedSpec(spec: PipelineSpec): PipelineSpec {
  const plugins = maskedPlugins(spec.processing.plugins);
  const shown = { ...spec, processing: { ...spec.processing, plugins } };
  return valueAt(shown, secretField) === '' ? shown : withValueAt(shown, secretField, mask);
}

/** Plug-ins with their settings as they may be shown; what comes back in a pipeline keeps the stored secrets. */
export function maskedPlugins<Use extends PipelineSpec['processing']['plugins'][number]>(
  uses: readonly Use[],
): Use[] {
  return uses.map((use) => ({ ...use, config: masked(use.config) }));
}

function masked<T>(value: T): T {
  if (Array.isArray(value)) return value.map(masked) as T;
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).map(([name, inner]) => [
    name,
    typeof inner === 'string' && inner !== '' && isSecretName(name) ? mask : masked(inner),
  ]);
  return Object.fromEntries(pairs);
}

/** What was sent, with the stored secrets where it says that they did not change. */
export function withStoredSecret(wanted: unknown, stored: PipelineSpec | null): unknown {
  if (stored === null) return wanted;
  const whole = withStoredConfigs(wanted, stored);
  if (valueAt(whole, secretField) !== mask) return whole;
  const isSame = (field: string) =>
    (valueAt(whole, field) ?? '') === (valueAt(stored, field) ?? '') || valueAt(whole, field) === undefined;
  const kept = secretReaders.every(isSame) ? valueAt(stored, secretField) : '';
  return withValueAt(whole, secretField, kept);
}

function withStoredConfigs(wanted: unknown, stored: PipelineSpec): unknown {
  const uses = valueAt(wanted, pluginsField);
  if (!Array.isArray(uses)) return wanted;
  const configOf = (use: unknown) =>
    stored.processing.plugins.find(({ name }) => name === valueAt(use, 'name'))?.config;
  const restored = uses.map((use: unknown) => {
    const config = valueAt(use, 'config');
    return config === undefined ? use : withValueAt(use, 'config', restoredIn(config, configOf(use)));
  });
  return withValueAt(wanted, pluginsField, restored);
}

function restoredIn(value: unknown, stored: unknown): unknown {
  if (value === mask && typeof stored === 'string') return stored;
  if (typeof value !== 'object' || value === null) return value;
  const inner = (name: string) =>
    typeof stored === 'object' && stored !== null && Object.hasOwn(stored, name)
      ? (stored as Record<string, unknown>)[name]
      : undefined;
  if (Array.isArray(value)) return value.map((one, index) => restoredIn(one, inner(String(index))));
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      restoredIn(one, isSecretName(name) || typeof one === 'object' ? inner(name) : undefined),
    ]),
  );
}
