import { z } from 'zod';
import { filterNodeSchema } from '../spec/filter-node.ts';
import { timeScopeSchema } from '../spec/time-scope.ts';

/** Tables that drag-and-drop analyses read. */
export const walkerDatasets = ['events', 'users', 'sessions', 'items'] as const;
/** A table that drag-and-drop analyses read. */
export type WalkerDataset = (typeof walkerDatasets)[number];

const fid = z.string().min(1).max(1000);
const scalar = z.union([z.string().max(65_535), z.number(), z.boolean(), z.null()]);
const bounds = z.tuple([z.number().nullable(), z.number().nullable()]);

const ruleSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('range'), value: bounds }),
  z.object({ type: z.literal('temporal range'), value: bounds }),
  z.object({
    type: z.literal('one of'),
    value: z.array(z.union([scalar, z.tuple([z.number(), z.number()])])).max(10_000),
  }),
  z.object({
    type: z.literal('not in'),
    value: z.array(z.union([scalar, z.tuple([z.number(), z.number()])])).max(10_000),
  }),
  z.object({ type: z.literal('regexp'), value: z.string().max(1000), caseSensitive: z.boolean().optional() }),
]);
/** A condition of a filter step. */
export type WalkerRule = Readonly<z.output<typeof ruleSchema>>;

const parameterSchema = z.object({ type: z.string(), value: z.unknown() });
const expressionSchema = z.object({
  op: z.string(),
  params: z.array(parameterSchema).max(20),
  as: z.string().max(1000).default(''),
  num: z.number().optional(),
});
/** A computed field. */
export type WalkerExpression = Readonly<z.output<typeof expressionSchema>>;

const aggregators = [
  'sum',
  'count',
  'max',
  'min',
  'mean',
  'median',
  'variance',
  'stdev',
  'distinctCount',
  'expr',
] as const;
/** A way to aggregate a measure. */
export type WalkerAggregator = (typeof aggregators)[number];

const viewQuerySchema = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('aggregate'),
    groupBy: z.array(fid).max(20),
    measures: z.array(z.object({ field: fid, agg: z.enum(aggregators), asFieldKey: fid })).max(50),
  }),
  z.object({
    op: z.literal('fold'),
    foldBy: z.array(fid).min(1).max(50),
    newFoldKeyCol: fid,
    newFoldValueCol: fid,
  }),
  z.object({ op: z.literal('bin'), binBy: fid, newBinCol: fid, binSize: z.int().min(1).max(1000) }),
  z.object({ op: z.literal('raw'), fields: z.array(fid).min(1).max(200) }),
]);
/** One query of a view step. */
export type WalkerViewQuery = Readonly<z.output<typeof viewQuerySchema>>;

const stepSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('filter'), filters: z.array(z.object({ fid, rule: ruleSchema })).max(50) }),
  z.object({
    type: z.literal('transform'),
    transform: z.array(z.object({ key: fid, expression: expressionSchema })).max(100),
  }),
  z.object({ type: z.literal('view'), query: z.array(viewQuerySchema).min(1).max(5) }),
  z.object({ type: z.literal('sort'), sort: z.enum(['ascending', 'descending']), by: z.array(fid).max(20) }),
]);
/** One step of a workflow. */
export type WalkerStep = Readonly<z.output<typeof stepSchema>>;

/** A workflow as Graphic Walker sends it, on a table of an app within a range of time. */
export const walkerRequestSchema = z.strictObject({
  projectId: z.string().min(1),
  appId: z.string().min(1),
  dataset: z.enum(walkerDatasets).default('events'),
  time: timeScopeSchema,
  filter: filterNodeSchema.optional(),
  asOf: z.iso.datetime({ offset: true }).optional(),
  queryId: z.string().min(1).max(100).optional(),
  payload: z.object({
    workflow: z.array(stepSchema).max(20),
    limit: z.int().optional(),
    offset: z.int().min(0).optional(),
  }),
});
/** A request of the drag-and-drop page. */
export type WalkerRequest = Readonly<z.output<typeof walkerRequestSchema>>;
