import type { JsonObject } from '../../clean/json-object.ts';
import {
  readStrictInteger,
  readStrictNumber,
  readText,
  readTolerantInteger,
} from '../clickstream/field-kinds.ts';
import { fillPageColumns, type PageReading } from '../clickstream/page-columns.ts';
import { presetEventName } from '../third-party/event-names.ts';
import { type ExtraEvent, firstOpen, sessionStart } from '../third-party/extra-event.ts';
import type { ElementYield, ThirdPartyElement } from '../third-party/third-party-intake.ts';
import { fillDeviceColumns } from './gtm-device.ts';
import { readGtmItems } from './gtm-items.ts';
import { type GtmObjects, readGtmObjects } from './gtm-objects.ts';
import { fillGtmParameters } from './gtm-parameters.ts';
import { fillGtmUser } from './gtm-user.ts';

/** Fills the row of one event of a server container. */
export function readGtmEvent(element: ThirdPartyElement, reading: PageReading): ElementYield {
  const { event, row, record, index, faults } = element;
  const text = (field: string): string | undefined => readText(event[field], field, faults);
  const objects = readGtmObjects(event, faults);

  row.event_name = presetEventName(text('event_name') ?? '');
  row.event_value = readStrictNumber(event.value, 'value', faults) ?? 0;
  row.event_value_currency = text('currency');
  row.session_id = text('ga_session_id');
  row.session_number = readTolerantInteger(event.ga_session_number);
  row.event_id = [record.rid, index, row.session_id ?? 'x', row.session_number ?? 'x'].join('-');
  row.session_start_time_msec = requestStartMs(objects);
  row.user_engagement_time_msec = readStrictInteger(
    event.engagement_time_msec,
    'engagement_time_msec',
    faults,
  );
  row.ip = text('ip_override');
  row.ua = text('user_agent');
  if (row.ua !== undefined) row.device_ua = { string: row.ua };
  row.device_system_language = text('language');
  fillDeviceColumns(element, objects.clientHints);
  fillPlace(element, objects);

  row.page_view_page_url = text('page_location');
  row.page_view_page_referrer = text('page_referrer');
  row.page_view_page_title = text('page_title');
  fillPageColumns(row, undefined, reading);

  fillGtmUser(element, objects);
  fillGtmParameters(element, objects);
  return { items: readGtmItems(element), extraEvents: extraEvents(objects.gaSystem) };
}

function fillPlace({ event, row, faults }: ThirdPartyElement, { location, sstSystem }: GtmObjects): void {
  row.geo_country =
    location === undefined
      ? readText(sstSystem?.uc, 'x-sst-system_properties.uc', faults)
      : readText(location.country, 'event_location.country', faults);
  row.geo_region =
    readText(location?.region, 'event_location.region', faults) ??
    readText(event['x-ga-ur'], 'x-ga-ur', faults);
}

/** When the request that carried the event started, epoch ms; it stands for the start of the session. */
function requestStartMs({ sstSystem }: GtmObjects): number | undefined {
  return readTolerantInteger(sstSystem?.request_start_time_ms);
}

/** The first visit and the start of a session are flags (`fv`, `ss`) of the event that saw them. */
function extraEvents(gaSystem: JsonObject | undefined): readonly ExtraEvent[] {
  const extras: ExtraEvent[] = [];
  const firstVisit = gaSystem?.fv ?? null;
  if (firstVisit !== null && !['0', 'false'].includes(String(firstVisit))) extras.push(firstOpen);
  if (String(gaSystem?.ss ?? '') === '1') extras.push(sessionStart);
  return extras;
}
