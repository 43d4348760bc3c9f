import { readText } from '../clickstream/field-kinds.ts';
import { fillCustomParameters, putText } from '../third-party/property-columns.ts';
import type { ThirdPartyElement } from '../third-party/third-party-intake.ts';
import { type GtmObjects, gtmObjectFields } from './gtm-objects.ts';

/** Stored as custom parameters on every event, also when they are absent. */
const alwaysStored = ['client_id', 'ip_override', 'screen_resolution', 'user_agent'] as const;
const parts = ['clientHints', 'location', 'gaSystem', 'sstSystem', 'userProperties'] as const;

/** Fields that have a column or another place of their own. */
const knownFields: ReadonlySet<string> = new Set([
  ...alwaysStored,
  ...parts.map((part) => gtmObjectFields[part].field),
  'event_name',
  'value',
  'currency',
  'language',
  'x-ga-ur',
  'page_location',
  'page_referrer',
  'page_title',
  'engagement_time_msec',
  'user_id',
  'ga_session_id',
  'ga_session_number',
  'items',
]);

/** Fills the custom parameters: unknown fields, and those known ones that the tables keep there too. */
export function fillGtmParameters({ event, row, faults }: ThirdPartyElement, objects: GtmObjects): void {
  const named = new Map<string, unknown>();
  for (const [name, value] of Object.entries(event)) if (!knownFields.has(name)) named.set(name, value);
  for (const name of alwaysStored) putText(named, name, readText(event[name], name, faults));
  const region = readText(event['x-ga-ur'], 'x-ga-ur', faults);
  if (region !== undefined) named.set('x-ga-ur', region);
  for (const part of parts) {
    const { field, defaults } = gtmObjectFields[part];
    const given = objects[part];
    if (given !== undefined) named.set(field, { ...defaults, ...given });
  }
  fillCustomParameters(row, named);
}
