import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { attributionSpecSchema } from './attribution-spec.ts';
import { eventSpecSchema } from './event-spec.ts';
import { groupFieldSchema } from './field-ref.ts';
import { filterNodeSchema } from './filter-node.ts';
import { funnelSpecSchema } from './funnel-spec.ts';
import { pathSpecSchema } from './path-spec.ts';
import { retentionSpecSchema } from './retention-spec.ts';
import { granularities, timeScopeSchema } from './time-scope.ts';

/** Version of the spec's format that this build reads. */
export const specVersion = 1;

const shared = {
  version: z.literal(specVersion),
  projectId: z.string().min(1),
  appId: z.string().min(1),
  time: timeScopeSchema,
  granularity: z.enum(granularities).default('day'),
  filter: filterNodeSchema.optional(),
  approx: z.boolean().default(false),
  /** The moment the analysis is made for, an ISO instant. @default now */
  asOf: z.iso.datetime({ offset: true }).optional(),
};
const grouping = {
  groupBy: z.array(groupFieldSchema).min(1).max(5).optional(),
  topN: z.int().min(1).max(50).default(10),
};
const chartOf = <const T extends readonly [string, ...string[]]>(...charts: T) => z.enum(charts);

const schemas = {
  event: z.strictObject({
    ...shared,
    ...grouping,
    kind: z.literal('event'),
    event: eventSpecSchema,
    chart: chartOf('line', 'bar', 'table').default('line'),
  }),
  funnel: z
    .strictObject({
      ...shared,
      ...grouping,
      kind: z.literal('funnel'),
      funnel: funnelSpecSchema,
      chart: chartOf('bar', 'funnel', 'table').default('bar'),
    })
    .superRefine(({ chart, groupBy }, context) => {
      if (chart === 'funnel' && groupBy !== undefined) {
        context.addIssue({
          code: 'custom',
          path: ['groupBy'],
          message: 'the funnel-shaped chart has no grouping',
        });
      }
    }),
  path: z.strictObject({
    ...shared,
    kind: z.literal('path'),
    path: pathSpecSchema,
    chart: chartOf('sankey', 'table').default('sankey'),
  }),
  retention: z.strictObject({
    ...shared,
    ...grouping,
    kind: z.literal('retention'),
    retention: retentionSpecSchema,
    chart: chartOf('line', 'bar', 'table').default('line'),
  }),
  attribution: z.strictObject({
    ...shared,
    kind: z.literal('attribution'),
    attribution: attributionSpecSchema,
    chart: chartOf('table', 'bar').default('table'),
  }),
} as const;

/** Kinds of analyses. */
export type AnalysisKind = keyof typeof schemas;
/** A validated spec of one kind, defaults filled in. */
export type SpecOf<K extends AnalysisKind> = Readonly<z.output<(typeof schemas)[K]>>;
/** A validated spec. */
export type AnalysisSpec = { readonly [K in AnalysisKind]: SpecOf<K> }[AnalysisKind];

/** Schemas by kind, for API documentation. */
export const analysisSpecSchemas = schemas;

/** JSON pointer of a path. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Problems of a Zod error, each with its place. */
export function problemsOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 10)
    .map(({ path, message }) => `${jsonPointer(path) || '/'}: ${message}`)
    .join('; ');
}

/** Days that hourly buckets may span. */
const mostHourlyDays = 31;

function checkGranularity(spec: AnalysisSpec): void {
  if (spec.granularity !== 'hour') return;
  const problem = (text: string): never => {
    throw new CodedError('SPEC_INVALID', { problems: `/granularity: ${text}` });
  };
  if (spec.kind !== 'event') problem('hours are for event analyses only');
  const { time } = spec;
  const unitDays = { day: 1, week: 7, month: 31, year: 366 };
  const days =
    time.type === 'fixed'
      ? (Date.parse(time.end) - Date.parse(time.start)) / 86_400_000 + 1
      : time.lastN * unitDays[time.unit];
  if (days > mostHourlyDays) problem(`hours are available up to ${mostHourlyDays} days`);
}

/**
 * Parses a spec of any kind. @throws CodedError SPEC_INVALID with a JSON pointer to each problem, SPEC_TOO_NEW for a
 * spec of a later version.
 */
export function parseAnalysisSpec(value: unknown): AnalysisSpec {
  const known = z.object({ version: z.number().optional(), kind: z.string().optional() }).safeParse(value);
  if (!known.success) throw new CodedError('SPEC_INVALID', { problems: problemsOf(known.error) });
  const { version, kind = '' } = known.data;
  if (version !== undefined && version > specVersion) {
    throw new CodedError('SPEC_TOO_NEW', { version, known: specVersion });
  }
  if (!isKind(kind)) {
    throw new CodedError('SPEC_INVALID', {
      problems: `/kind: use one of ${Object.keys(schemas).join(', ')}`,
    });
  }
  const result = schemas[kind].safeParse(value);
  if (!result.success) throw new CodedError('SPEC_INVALID', { problems: problemsOf(result.error) });
  checkGranularity(result.data);
  return result.data;
}

function isKind(kind: string): kind is AnalysisKind {
  return Object.hasOwn(schemas, kind);
}
