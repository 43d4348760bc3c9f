import { CodedError } from '@millstream/core';
import {
  dimensionParameters,
  lifeCycleDashboard,
  mostTop,
  platforms,
  topParameters,
  visualsOf,
} from '@millstream/reporting';
import { z } from 'zod';
import { problemsOf } from '../spec/analysis-spec.ts';
import { filterNodeSchema } from '../spec/filter-node.ts';
import { timeScopeSchema } from '../spec/time-scope.ts';

/** Version of the request's format that this build reads. */
const requestVersion = 1;

const top = z.int().min(1).max(mostTop);
const parametersSchema = z.strictObject({
  userDimension: z.enum(dimensionParameters.userDimension.options).default('firstTrafficSource'),
  trafficDimension: z.enum(dimensionParameters.trafficDimension.options).default('sessionSource'),
  pageType: z.enum(dimensionParameters.pageType.options).default('pageTitle'),
  topUsers: top.default(topParameters.topUsers.initial),
  topSessions: top.default(topParameters.topSessions.initial),
  topEvents: top.default(topParameters.topEvents.initial),
  topPages: top.default(topParameters.topPages.initial),
  topEntries: top.default(topParameters.topEntries.initial),
});

const sheetIds = lifeCycleDashboard.sheets.map(({ id }) => id);
const visualIds = lifeCycleDashboard.sheets.flatMap((sheet) => visualsOf(sheet).map(({ id }) => id));

/** What is asked of the life cycle dashboard: range, filters and parameters hold for all visuals. */
export const lifecycleRequestSchema = z.strictObject({
  version: z.literal(requestVersion).default(requestVersion),
  projectId: z.string().min(1),
  appId: z.string().min(1),
  /** @default the 30 complete days before today */
  time: timeScopeSchema.default({ type: 'relative', lastN: 30, unit: 'day', complete: true }),
  /** The moment the dashboard is made for, an ISO instant. @default now */
  asOf: z.iso.datetime({ offset: true }).optional(),
  /** Looks at these platforms only. @default all */
  platforms: z.array(z.enum(platforms)).min(1).optional(),
  filter: filterNodeSchema.optional(),
  parameters: parametersSchema.default(parametersSchema.parse({})),
  /** One sheet only; `visuals` names single ones. @default all sheets but the details */
  sheet: z.enum(sheetIds).optional(),
  visuals: z.array(z.enum(visualIds)).min(1).optional(),
});

/** A validated request, defaults filled in. */
export type LifecycleRequest = Readonly<z.output<typeof lifecycleRequestSchema>>;
/** The reader's choices. */
export type LifecycleParameters = LifecycleRequest['parameters'];

/** Parses a request. @throws CodedError SPEC_INVALID with a JSON pointer to each problem, SPEC_TOO_NEW */
export function parseLifecycleRequest(value: unknown): LifecycleRequest {
  const version = z.object({ version: z.number() }).safeParse(value).data?.version;
  if (version !== undefined && version > requestVersion) {
    throw new CodedError('SPEC_TOO_NEW', { version, known: requestVersion });
  }
  const result = lifecycleRequestSchema.safeParse(value);
  if (result.success) return result.data;
  throw new CodedError('SPEC_INVALID', { problems: problemsOf(result.error) });
}
