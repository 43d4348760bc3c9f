import type { JsonObject } from '../../clean/json-object.ts';
import type { FieldFaults } from '../clickstream/field-kinds.ts';
import { readNested } from '../third-party/nested-field.ts';

/** The nested parts of a server container's event; undefined when absent. */
export interface GtmObjects {
  readonly clientHints: JsonObject | undefined;
  readonly location: JsonObject | undefined;
  readonly gaSystem: JsonObject | undefined;
  readonly sstSystem: JsonObject | undefined;
  readonly userProperties: JsonObject | undefined;
}

/** Field of each nested part, and its keys with the values that stand for absent ones when it is stored as JSON. */
export const gtmObjectFields: Readonly<
  Record<keyof GtmObjects, { readonly field: string; readonly defaults: JsonObject }>
> = {
  clientHints: {
    field: 'client_hints',
    defaults: {
      brands: null,
      full_version_list: null,
      mobile: false,
      model: null,
      platform: null,
      platform_version: null,
    },
  },
  location: { field: 'event_location', defaults: { country: null, region: null } },
  gaSystem: { field: 'x-ga-system_properties', defaults: { fv: null, ss: null } },
  sstSystem: { field: 'x-sst-system_properties', defaults: { request_start_time_ms: 0, uc: null } },
  userProperties: {
    field: 'x-ga-mp2-user_properties',
    defaults: {
      _user_id: null,
      username: null,
      email: null,
      firstName: null,
      lastName: null,
      gender: null,
      age: null,
      persona: null,
    },
  },
};

/** Reads the nested parts; one that is no object is a fault. */
export function readGtmObjects(event: JsonObject, faults: FieldFaults): GtmObjects {
  const read = (part: keyof GtmObjects): JsonObject | undefined => {
    const { field } = gtmObjectFields[part];
    return readNested(event[field], field, faults);
  };
  return {
    clientHints: read('clientHints'),
    location: read('location'),
    gaSystem: read('gaSystem'),
    sstSystem: read('sstSystem'),
    userProperties: read('userProperties'),
  };
}
