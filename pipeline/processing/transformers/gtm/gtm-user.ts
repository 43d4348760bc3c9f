import type { JsonObject } from '../../clean/json-object.ts';
import { isStorableTime } from '../../clean/read-line.ts';
import { NumberToken } from '../../custom-values/number-token.ts';
import { type FieldFaults, readText, readTolerantNumber } from '../clickstream/field-kinds.ts';
import { fillUserProperties, putText } from '../third-party/property-columns.ts';
import type { ThirdPartyElement } from '../third-party/third-party-intake.ts';
import { type GtmObjects, gtmObjectFields } from './gtm-objects.ts';

const textFields = ['username', 'email', 'firstName', 'lastName', 'gender', 'persona'] as const;

/** Fills the user's ids, first touch and properties. */
export function fillGtmUser({ event, row, record, faults }: ThirdPartyElement, objects: GtmObjects): void {
  row.user_id = readText(event.user_id, 'user_id', faults);
  row.user_pseudo_id = readText(event.client_id, 'client_id', faults);
  const startMs = row.session_start_time_msec ?? 0;
  row.user_first_touch_msec = startMs > 0 && isStorableTime(startMs) ? startMs : record.ingestMs;
  if (objects.userProperties !== undefined) {
    fillUserProperties(row, namedProperties(objects.userProperties, faults));
  }
}

/** The known properties, stored even when they are absent (only an age is left out), then all others. */
function namedProperties(given: JsonObject, faults: FieldFaults): ReadonlyMap<string, unknown> {
  const named = new Map<string, unknown>();
  putText(named, 'user_id', readText(given._user_id, '_user_id', faults));
  for (const name of textFields) putText(named, name, readText(given[name], name, faults));
  const age = given.age instanceof NumberToken ? given.age : readTolerantNumber(given.age);
  if (age !== undefined) named.set('age', age);
  const { defaults } = gtmObjectFields.userProperties;
  for (const [name, value] of Object.entries(given))
    if (!Object.hasOwn(defaults, name)) named.set(name, value);
  return named;
}
