import { z } from 'zod';
import { capabilities, type JsonObject, sdkNames } from './driver.ts';
import { type ExpectedEvent, faults, type ScenarioAction, type Step, type Subject } from './scenario.ts';

const json = z.json();
const jsonObject = z.record(z.string(), json);
const count = z.int().positive();
const holder = z.enum([...sdkNames, ...capabilities]);
const scope = { for: z.array(holder).exactOptional(), not: z.array(holder).exactOptional() };
const place = { ...scope, tab: count.exactOptional(), instance: z.string().exactOptional() };
const text = z.string().exactOptional();
const bounds = z.strictObject({ atLeast: z.number().exactOptional(), atMost: z.number().exactOptional() });

const plannedAnswer = z.strictObject({
  status: z.int().exactOptional(),
  fault: z.enum(faults).exactOptional(),
  times: z.union([count, z.literal('always')]).exactOptional(),
  retryAfter: z.number().exactOptional(),
  retryAfterDate: z.number().exactOptional(),
  clockShiftMs: z.number().exactOptional(),
  overEvents: count.exactOptional(),
  overBytes: count.exactOptional(),
  containing: text,
});

const expectedEvent = z
  .looseObject({ ...scope, view: z.boolean().exactOptional(), times: count.exactOptional() })
  .refine((event) => (event.view === true) !== (typeof event.event_type === 'string'), {
    message: 'needs event_type or view',
  })
  .transform((event, context): ExpectedEvent => {
    const { for: only, not, view, times, ...rest } = event;
    const fields = jsonObject.safeParse(rest);
    if (!fields.success) context.addIssue('is not JSON');
    return {
      ...(only && { for: only }),
      ...(not && { not }),
      ...(view && { view }),
      ...(times && { times }),
      fields: fields.success ? fields.data : {},
    };
  });

const expectation = z.strictObject({
  events: z.array(expectedEvent).exactOptional(),
  only: z.array(z.string()).exactOptional(),
  none: z.array(z.string()).exactOptional(),
  requests: bounds.exactOptional(),
  largestRequest: bounds.exactOptional(),
  gaps: z.array(bounds).exactOptional(),
  repeats: bounds.exactOptional(),
  query: jsonObject.exactOptional(),
  headers: jsonObject.exactOptional(),
});

const bare = <const Name extends string>(name: Name) => z.strictObject({ do: z.literal(name), ...place });
const withAttributes = <const Name extends string>(name: Name) =>
  z.strictObject({ do: z.literal(name), attributes: jsonObject, ...place });

const start = z.strictObject({
  do: z.literal('start'),
  config: jsonObject.exactOptional(),
  url: text,
  title: text,
  referrer: text,
  reload: z.boolean().exactOptional(),
  early: z.array(z.string()).exactOptional(),
  appVersion: text,
  osVersion: text,
  ...place,
});
const track = z.strictObject({
  do: z.literal('track'),
  name: z.string(),
  attributes: jsonObject.exactOptional(),
  items: z.array(jsonObject).exactOptional(),
  immediate: z.boolean().exactOptional(),
  times: count.exactOptional(),
  ...place,
});
const actions = [
  start,
  track,
  z.strictObject({ do: z.literal('identify'), userId: z.string().nullable(), ...place }),
  withAttributes('setUserAttributes'),
  withAttributes('setGlobalAttributes'),
  z.strictObject({ do: z.literal('configure'), config: jsonObject, ...place }),
  z.strictObject({ do: z.literal('view'), name: z.string(), path: text, title: text, ...place }),
  z.strictObject({ do: z.literal('deepLink'), url: z.string(), ...place }),
  bare('activity'),
  bare('background'),
  bare('foreground'),
  bare('stop'),
  bare('kill'),
  bare('flush'),
  bare('disable'),
  bare('enable'),
  z.strictObject({ do: z.literal('network'), online: z.boolean(), ...place }),
  z.strictObject({ do: z.literal('clock'), shiftMs: z.int(), ...place }),
  z.strictObject({
    do: z.literal('consent'),
    state: z.enum(['granted', 'denied', 'cookieless', 'pending']),
    ...place,
  }),
  z.strictObject({ do: z.literal('optOut'), purge: z.boolean(), ...place }),
  z.strictObject({ do: z.literal('storage'), state: z.enum(['ok', 'full', 'broken']), ...place }),
] as const;

const actionSchema: z.ZodType<ScenarioAction> = z.discriminatedUnion('do', actions);

/** A step after its `{n}` and generators are filled in, when it goes to a driver. */
export function parseAction(step: JsonObject): ScenarioAction {
  return actionSchema.parse(step);
}

const stepSchema: z.ZodType<Step> = z.lazy(() =>
  z.discriminatedUnion('do', [
    ...actions,
    z.strictObject({ do: z.literal('wait'), seconds: z.number().positive(), ...place }),
    z.strictObject({ do: z.literal('collector'), answers: z.array(plannedAnswer), ...place }),
    z.strictObject({ do: z.literal('repeat'), times: count, steps: z.array(stepSchema), ...place }),
    z.strictObject({ do: z.literal('expect'), expect: expectation, ...place }),
  ]),
);

/** A file of scenarios. */
export const subjectSchema: z.ZodType<Subject> = z.strictObject({
  subject: z.string().min(1),
  scenarios: z.array(
    z.strictObject({
      name: z.string().min(1),
      spec: z.string().min(1),
      needs: z.array(z.enum(capabilities)).exactOptional(),
      steps: z.array(stepSchema).min(1),
      expect: expectation,
      ...scope,
    }),
  ),
});
