import { type SpecTree, valueAt } from './spec-tree.ts';

/** How a field is edited. */
export type FieldKind =
  | 'number'
  | 'text'
  | 'secret'
  | 'toggle'
  | 'checkbox'
  | 'schedule'
  | 'labels'
  | 'certificates'
  | 'transformer'
  | 'enrichments'
  | 'plugins';

/** One field of the wizard. */
export interface WizardField {
  /** Path in the pipeline with dots. */
  readonly path: string;
  readonly kind: FieldKind;
  /** Id of the unit behind the input. */
  readonly unit?: string;
  /** What one of the unit is in the pipeline. @default 1 */
  readonly scale?: number;
  /** Empty means null: the product chooses. */
  readonly isOptional?: boolean;
  /** When it is shown at all. @default always */
  readonly isShown?: (spec: SpecTree) => boolean;
}

/** Fields that stand together. */
export interface FieldGroup {
  readonly id: string;
  /** Closed until the person opens it. */
  readonly isAdvanced?: boolean;
  readonly fields: readonly WizardField[];
}

const isOn = (path: string) => (spec: SpecTree) => valueAt(spec, path) === true;
const hasHttps = isOn('ingestion.https.enabled');
const hasSignIn = isOn('ingestion.authentication.enabled');
const hasProcessing = isOn('processing.enabled');
const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/i;
const isOpenHttp = (spec: SpecTree) =>
  !hasHttps(spec) && !loopback.test(String(valueAt(spec, 'ingestion.host')));

const signIn = [
  'issuer',
  'userEndpoint',
  'authorizationEndpoint',
  'tokenEndpoint',
  'appClientId',
  'appClientSecret',
  'publicOrigin',
].map(
  (name): WizardField => ({
    path: `ingestion.authentication.${name}`,
    kind: name === 'appClientSecret' ? 'secret' : 'text',
    isShown: hasSignIn,
    ...(name === 'publicOrigin' ? { isOptional: true } : {}),
  }),
);

/** The steps of the wizard, each with its groups; the review follows them. */
export const wizardSteps: readonly (readonly FieldGroup[])[] = [
  [{ id: 'labels', fields: [{ path: 'labels', kind: 'labels' }] }],
  [
    {
      id: 'address',
      fields: [
        { path: 'ingestion.host', kind: 'text' },
        { path: 'ingestion.port', kind: 'number' },
        { path: 'ingestion.collectPath', kind: 'text' },
      ],
    },
    {
      id: 'https',
      fields: [
        { path: 'ingestion.https.enabled', kind: 'toggle' },
        { path: 'ingestion.https.domain', kind: 'text', isShown: hasHttps },
        { path: 'ingestion.https.port', kind: 'number', isShown: hasHttps },
        { path: 'ingestion.https.certificates', kind: 'certificates', isShown: hasHttps },
        { path: 'ingestion.https.redirect', kind: 'toggle', isShown: hasHttps },
        { path: 'ingestion.httpAccepted', kind: 'checkbox', isShown: isOpenHttp },
      ],
    },
    {
      id: 'capacity',
      fields: [
        { path: 'ingestion.workers.min', kind: 'number' },
        { path: 'ingestion.workers.max', kind: 'number' },
        { path: 'ingestion.workers.warm', kind: 'number' },
      ],
    },
    { id: 'cors', fields: [{ path: 'ingestion.cors.origins', kind: 'text', isOptional: true }] },
    {
      id: 'moreIngestion',
      isAdvanced: true,
      fields: [
        { path: 'ingestion.cors.enforce', kind: 'toggle' },
        { path: 'ingestion.workers.targetCpuPercent', kind: 'number', unit: 'percent' },
        { path: 'ingestion.sink.maxBytes', kind: 'number', unit: 'megabytes', scale: 1_000_000 },
        { path: 'ingestion.sink.maxAgeMs', kind: 'number', unit: 'seconds', scale: 1_000 },
        { path: 'ingestion.accessLog', kind: 'toggle' },
      ],
    },
    {
      id: 'senders',
      isAdvanced: true,
      fields: [{ path: 'ingestion.authentication.enabled', kind: 'toggle' }, ...signIn],
    },
  ],
  [
    {
      id: 'processing',
      fields: [
        { path: 'processing.enabled', kind: 'toggle' },
        { path: 'processing.schedule', kind: 'schedule', isShown: hasProcessing },
        { path: 'processing.freshnessHours', kind: 'number', unit: 'hours', isShown: hasProcessing },
      ],
    },
    {
      id: 'plugins',
      fields: [
        { path: 'processing.transformer', kind: 'transformer', isShown: hasProcessing },
        { path: 'processing.enrichments', kind: 'enrichments', isShown: hasProcessing },
        { path: 'processing.plugins', kind: 'plugins', isShown: hasProcessing },
      ],
    },
    {
      id: 'moreProcessing',
      isAdvanced: true,
      fields: [
        { path: 'processing.futureToleranceMs', kind: 'number', unit: 'minutes', scale: 60_000 },
        { path: 'processing.timeShift', kind: 'toggle' },
        { path: 'processing.correctBeforeFreshness', kind: 'toggle' },
        { path: 'processing.trafficSource', kind: 'toggle' },
        { path: 'processing.botDetection', kind: 'toggle' },
      ],
    },
    {
      id: 'warehouse',
      fields: [
        { path: 'modeling.hotDays', kind: 'number', unit: 'days' },
        { path: 'modeling.rawKeepDays', kind: 'number', unit: 'days' },
        { path: 'modeling.lakeFlushMinutes', kind: 'number', unit: 'minutes' },
      ],
    },
    {
      id: 'engine',
      isAdvanced: true,
      fields: [
        {
          path: 'modeling.memory',
          kind: 'number',
          unit: 'mebibytes',
          scale: 1_048_576,
          isOptional: true,
        },
        { path: 'modeling.threads', kind: 'number', isOptional: true },
      ],
    },
  ],
  [{ id: 'reporting', fields: [{ path: 'reporting.studio', kind: 'toggle' }] }],
];

/** Every field by its path. */
export const fieldsByPath: ReadonlyMap<string, WizardField> = new Map(
  wizardSteps.flat().flatMap(({ fields }) => fields.map((field) => [field.path, field] as const)),
);

/** The field that a problem stands at: problems of list entries belong to the list. */
export function fieldOfProblem(path: string): WizardField | null {
  for (let place = path; place !== ''; place = place.slice(0, Math.max(0, place.lastIndexOf('.')))) {
    const field = fieldsByPath.get(place);
    if (field !== undefined) return field;
  }
  return null;
}

/** Id of a field's input in the page, for focus and links. */
export function fieldElementId(path: string): string {
  return `field-${path.replaceAll('.', '-')}`;
}
