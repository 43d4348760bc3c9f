import type { AnalysisContext } from '../../base/analysis-context.ts';
import { BaseEvents } from '../../base/base-events.ts';
import { columnType } from '../../fields/preset-columns.ts';
import { and, equal, isIn, isNotNull, max, text } from '../../plan/expressions.ts';
import { PlanBuilder, type Scope, type StepRef } from '../../plan/plan-builder.ts';
import type { Plan } from '../../plan/relation.ts';
import type { TimeRange } from '../../time/time-range.ts';
import { isChosenPlatform } from '../facts/platform-condition.ts';
import type { DetailsRequest } from './details-request.ts';

/** Columns of the table of events. */
export const eventColumns = [
  'event_id',
  'event_name',
  'event_bundle_sequence_id',
  'user_id',
  'user_pseudo_id',
  'platform',
  'app_package_id',
  'app_version',
  'device_operating_system',
  'device_operating_system_version',
  'device_ua_os',
  'device_ua_os_version',
  'device_carrier',
  'device_ua_browser',
  'device_manufacturer',
  'geo_country',
  'geo_city',
] as const;
/** Columns of the table of users, of the user's row. */
export const userColumns = [
  'user_id',
  'user_properties_json_str',
  'first_app_install_source',
  'first_visit_date',
  'first_touch_time_msec',
  'first_referrer',
  'first_traffic_campaign',
  'first_traffic_campaign_id',
  'first_traffic_category',
  'first_traffic_channel_group',
  'first_traffic_clid',
  'first_traffic_clid_platform',
  'first_traffic_content',
  'first_traffic_medium',
  'first_traffic_source',
  'first_traffic_term',
] as const;
const parameterColumns = ['event_id', 'event_name', 'user_pseudo_id', 'custom_parameters_json_str'] as const;

/** What a page is planned with. */
export interface DetailsPlace {
  readonly context: AnalysisContext;
  readonly request: DetailsRequest;
  /** The part of the range that is looked at. */
  readonly range: TimeRange;
  /** Rows, from the newest on. */
  readonly count: number;
}

function baseRows(
  builder: PlanBuilder,
  { context, request, range }: DetailsPlace,
  columns: readonly string[],
): StepRef {
  const base = new BaseEvents(context);
  for (const name of columns) base.event(name, /^i/.test(columnType(name)) ? 'integer' : 'text');
  for (const name of ['event_ms', 'order_1', 'order_2'] as const) base.derived(name);
  const { platforms, eventId, userPseudoId, filter } = request;
  if (platforms !== undefined) base.event('platform');
  if (eventId !== undefined) base.event('event_id');
  if (userPseudoId !== undefined) base.event('user_pseudo_id');
  const where = (scope: Scope) =>
    and(
      ...(platforms === undefined ? [] : [isChosenPlatform(scope.col('platform'), platforms)]),
      ...(eventId === undefined ? [] : [equal(scope.col('event_id'), text(eventId))]),
      ...(userPseudoId === undefined ? [] : [equal(scope.col('user_pseudo_id'), text(userPseudoId))]),
      ...(request.table === 'parameters' ? [isNotNull(scope.col('custom_parameters_json_str'))] : []),
    );
  return base.build(builder, { range, filter, where });
}

/** The newest events in total order, or those with custom parameters. */
export function planEventRows(place: DetailsPlace): Plan {
  const builder = new PlanBuilder();
  const columns = place.request.table === 'parameters' ? parameterColumns : eventColumns;
  const rows = baseRows(builder, place, columns).as('e');
  builder.select('newest', {
    from: rows,
    columns: rows.all(),
    orderBy: ['event_ms', 'order_1', 'order_2'].map((name) => ({ by: rows.col(name), descending: true })),
    limit: place.count,
  });
  return builder.build('details events');
}

/** Devices with an event, the most recently active first: `user_pseudo_id`, `last_ms`. */
export function planActiveDevices(place: DetailsPlace): Plan {
  const builder = new PlanBuilder();
  const rows = baseRows(builder, place, ['user_pseudo_id']).as('e');
  const devices = builder.select('devices', {
    from: rows,
    columns: { user_pseudo_id: rows.col('user_pseudo_id'), last_ms: max(rows.col('event_ms')) },
    groupBy: ['user_pseudo_id'],
  });
  const device = devices.as('d');
  builder.select('newest', {
    from: device,
    columns: device.all(),
    orderBy: [{ by: device.col('last_ms'), descending: true }, device.col('user_pseudo_id')],
    limit: place.count,
  });
  return builder.build('details users');
}

/** Rows of the user table for some devices. */
export function planUserRows(appId: string, devices: readonly string[]): Plan {
  const builder = new PlanBuilder();
  const users = builder
    .source('user_rows', {
      kind: 'users',
      appId,
      columns: [
        { as: 'user_pseudo_id', field: { kind: 'event', name: 'user_pseudo_id' }, type: 'text' },
        ...userColumns.map((name) => ({
          as: name,
          field: { kind: 'user' as const, name },
          type: columnType(name) === 'i64' ? ('integer' as const) : ('text' as const),
        })),
      ],
    })
    .as('u');
  builder.select('found', {
    from: users,
    columns: users.all(),
    where: isIn(users.col('user_pseudo_id'), devices),
  });
  return builder.build('details user rows');
}
