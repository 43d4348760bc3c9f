import type { JsonObject } from '../../clean/json-object.ts';
import { jsonMembers } from '../../clean/json-text.ts';

/** Fields of an event that have a second name. */
export const eventAliases = [
  ['event_type', 'event_name'],
  ['unique_id', 'user_pseudo_id'],
  ['device_unique_id', 'advertising_id'],
  ['event_value', 'event_value_in_usd'],
  ['event_value_currency', 'currency'],
] as const;

/** Attributes that have further names. */
export const attributeAliases = [
  ['_session_start_timestamp', '_session_start_time_msec'],
  ['_app_install_channel', '_app_install_source', '_install_channel'],
] as const;

/** Fields of an item that have a second name. */
export const itemAliases = [
  ['id', 'item_id'],
  ['name', 'item_name'],
] as const;

type AliasGroups = readonly (readonly string[])[];

/**
 * Where several names of one field are present, keeps only the one that appears last in the text. The text is asked for
 * only then: a parsed object has forgotten where a repeated name stood last.
 */
export function settleAliases(object: JsonObject, groups: AliasGroups, textOf: () => string): void {
  for (const names of groups) {
    let count = 0;
    for (const name of names) if (name in object) count += 1;
    if (count < 2) continue;
    const present = names.filter((name) => name in object);
    const last = jsonMembers(textOf()).findLast(([name]) => present.includes(name))?.[0];
    for (const name of present) if (name !== last) delete object[name];
  }
}

/** Text of the last member `name` of a JSON object; empty when there is none. */
export function memberText(objectText: string, name: string): string {
  return jsonMembers(objectText).findLast(([member]) => member === name)?.[1] ?? '';
}
