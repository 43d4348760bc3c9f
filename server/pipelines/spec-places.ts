import type { PipelineSpec } from '@millstream/console';
import type { GivenSettings } from '../config/load-settings.ts';
import { type Settings, settingsSchema } from '../config/settings.ts';

/** Where a field of a pipeline stands among the settings of the installation. */
const places: readonly (readonly [field: string, setting: string])[] = [
  ['ingestion.host', 'host'],
  ['ingestion.port', 'collectPort'],
  ['ingestion.workers.min', 'ingestion.workers.min'],
  ['ingestion.workers.max', 'ingestion.workers.max'],
  ['ingestion.workers.warm', 'ingestion.workers.warm'],
  ['ingestion.workers.targetCpuPercent', 'ingestion.workers.targetCpuPercent'],
  ['ingestion.https.enabled', 'ingestion.https.enabled'],
  ['ingestion.https.port', 'ingestion.https.port'],
  ['ingestion.https.domain', 'ingestion.https.domain'],
  ['ingestion.https.certificates', 'ingestion.https.certificates'],
  ['ingestion.https.redirect', 'ingestion.https.redirect'],
  ['ingestion.collectPath', 'ingestion.collectPath'],
  ['ingestion.cors.origins', 'ingestion.cors.origins'],
  ['ingestion.cors.enforce', 'ingestion.cors.enforce'],
  ['ingestion.accessLog', 'ingestion.accessLog'],
  ['ingestion.sink.maxBytes', 'ingestion.segment.maxBytes'],
  ['ingestion.sink.maxAgeMs', 'ingestion.segment.maxAgeMs'],
  ...[
    'enabled',
    'issuer',
    'userEndpoint',
    'authorizationEndpoint',
    'tokenEndpoint',
    'appClientId',
    'appClientSecret',
    'publicOrigin',
  ].map((name) => [`ingestion.authentication.${name}`, `ingestion.authentication.${name}`] as const),
  ...[
    'schedule',
    'freshnessHours',
    'futureToleranceMs',
    'timeShift',
    'correctBeforeFreshness',
    'trafficSource',
    'botDetection',
    'transformer',
    'enrichments',
  ].map((name) => [`processing.${name}`, `processing.${name}`] as const),
  ['processing.plugins', 'processing.plugins'],
  ['modeling.hotDays', 'modeling.hotDays'],
  ['modeling.lakeFlushMinutes', 'modeling.lakeFlushMinutes'],
  ['modeling.rawKeepDays', 'raw.keepDays'],
  ['modeling.memory', 'memory'],
  ['modeling.threads', 'processing.threads'],
];

/** A field that the console cannot change, and why. */
export interface FixedField {
  readonly field: string;
  /** What is in force. */
  readonly value: unknown;
  readonly source: 'file' | 'environment' | 'option';
}

type Tree = Readonly<Record<string, unknown>>;

/** The value at a place with dots; undefined when there is none. */
export function valueAt(tree: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Tree)[name] : undefined),
      tree,
    );
}

/** A copy of the tree with another value at a place with dots. */
export function withValueAt<T>(tree: T, path: string, value: unknown): T {
  const [name = '', ...rest] = path.split('.');
  const below = (tree as Tree)[name];
  const next = rest.length === 0 ? value : withValueAt(below ?? {}, rest.join('.'), value);
  return { ...tree, [name]: next };
}

/**
 * The fields of a pipeline that file, environment or options fix. Where nobody tells which were given (null), those are that
 * differ from their default.
 */
export function fixedFields(settings: Settings, given: GivenSettings | null): FixedField[] {
  const defaults = given === null ? settingsSchema.parse({}) : null;
  const sourceOf = (setting: string) => {
    if (given !== null) return given.get(setting);
    const isDefault =
      JSON.stringify(valueAt(settings, setting)) === JSON.stringify(valueAt(defaults, setting));
    return isDefault ? undefined : 'option';
  };
  return places.flatMap(([field, setting]) => {
    const source = sourceOf(setting);
    return source === undefined ? [] : [{ field, value: valueAt(settings, setting), source }];
  });
}

/** The pipeline as it runs: fixed fields have the values of the installation. */
export function withFixed(spec: PipelineSpec, fixed: readonly FixedField[]): PipelineSpec {
  return fixed
    .filter(({ field }) => field !== 'processing.plugins')
    .reduce((tree, { field, value }) => withValueAt(tree, field, value), spec);
}

/** What a person saves: fixed fields stay as they were stored, whatever was sent. */
export function withoutFixed(wanted: unknown, stored: PipelineSpec, fixed: readonly FixedField[]): unknown {
  if (typeof wanted !== 'object' || wanted === null) return wanted;
  return fixed.reduce((tree, { field }) => withValueAt(tree, field, valueAt(stored, field)), wanted);
}
