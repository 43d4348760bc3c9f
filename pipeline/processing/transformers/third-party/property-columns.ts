import type { TypedUserValue, TypedValue } from '@millstream/core';
import { customParameters, putNamed } from '../../custom-values/custom-parameters.ts';
import { quoteJson, typedJson, typedValue } from '../../custom-values/typed-value.ts';
import type { EventRow } from '../../rows/event-row.ts';

/** A value with its type; absent texts are null but keep their type. */
const absentText: TypedValue = Object.freeze({ value: null, type: 'string' });

/** Puts a text that is stored even when it is absent. */
export function putText(named: Map<string, unknown>, name: string, text: string | undefined): void {
  named.set(name, text ?? absentText);
}

/** Fills both custom-parameter columns; names put by `putText` keep the type string without a value. */
export function fillCustomParameters(row: EventRow, named: ReadonlyMap<string, unknown>): void {
  const absent = [...named].filter(([, value]) => value === absentText).map(([name]) => name);
  const given = new Map([...named].map(([name, value]) => [name, value === absentText ? null : value]));
  const parameters = customParameters(given);
  if (parameters === undefined) return;
  const values: Record<string, TypedValue> = { ...parameters.values };
  for (const name of absent) putNamed(values, name, absentText);
  row.custom_parameters = values;
  row.custom_parameters_json_str = parameters.json;
}

/** Fills both user-property columns, without set times; nothing when there are none. */
export function fillUserProperties(row: EventRow, named: ReadonlyMap<string, unknown>): void {
  if (named.size === 0) return;
  const properties: Record<string, TypedUserValue> = {};
  let json = '';
  for (const name of [...named.keys()].sort()) {
    const value = named.get(name);
    const typed = value === absentText ? absentText : typedValue(value);
    putNamed(properties, name, { ...typed, set_time_msec: null });
    json += `${json === '' ? '{' : ','}${quoteJson(name)}:{"set_time_msec":null,"value":${typedJson(value, typed)}}`;
  }
  row.user_properties = properties;
  row.user_properties_json_str = `${json}}`;
}
