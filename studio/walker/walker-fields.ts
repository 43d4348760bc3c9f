import { CodedError } from '@millstream/core';
import type { KnownNames } from '../fields/known-names.ts';
import { presetColumns } from '../fields/preset-columns.ts';
import { kindOfColumn } from '../fields/resolve-field.ts';
import type { ValueKind } from '../plan/expression.ts';
import type { SourceField, StoredValueType } from '../plan/source.ts';
import type { WalkerDataset } from './walker-request.ts';

/** A field of a data set before it is read. */
export interface DatasetField {
  readonly field: SourceField;
  readonly type: ValueKind;
  /** True for instants, which the page sees as wall-clock time of the app. */
  readonly isTime?: true;
}

/** Field id of the row's own time, in every data set. */
export const timeFid = 'event_time';

const customTypes: Readonly<Record<string, readonly [StoredValueType, ValueKind]>> = {
  string: ['string', 'text'],
  number: ['number', 'number'],
  boolean: ['boolean', 'boolean'],
};

/** Field id of a custom value: `parameter:number:price`, `attribute:string:plan`. */
export function customFid(
  kind: 'parameter' | 'attribute',
  type: keyof typeof customTypes,
  name: string,
): string {
  return `${kind}:${type}:${name}`;
}

function custom(fid: string, known: KnownNames): DatasetField | null {
  const [, kind, typeName = '', name = ''] = /^(parameter|attribute):([a-z]+):([\s\S]+)$/.exec(fid) ?? [];
  const type = Object.hasOwn(customTypes, typeName) ? customTypes[typeName] : undefined;
  if (type === undefined || (kind !== 'parameter' && kind !== 'attribute')) return null;
  const [valueType, valueKind] = type;
  const isKnown =
    kind === 'parameter' ? known.hasParameter(name, valueType) : known.hasAttribute(name, valueType);
  return isKnown ? { field: { kind, name, valueType }, type: valueKind } : null;
}

function preset(fid: string, from: 'event' | 'session' | 'user', prefix = ''): DatasetField | null {
  if (!fid.startsWith(prefix)) return null;
  const name = fid.slice(prefix.length);
  const column = presetColumns[from].get(name);
  return column === undefined ? null : { field: { kind: from, name }, type: kindOfColumn(column.type) };
}

/** Fields of `events`: preset columns by name, the user's as `user.<name>`, custom ones as `customFid`, and keys. */
function eventField(fid: string, known: KnownNames): DatasetField | null {
  if (fid === timeFid) return { field: { kind: 'derived', name: 'event_ms' }, type: 'integer', isTime: true };
  if (fid === 'user_key') return { field: { kind: 'derived', name: 'user_key' }, type: 'text' };
  if (fid === 'event_id') return { field: { kind: 'event', name: 'event_id' }, type: 'text' };
  return preset(fid, 'user', 'user.') ?? preset(fid, 'event') ?? preset(fid, 'session') ?? custom(fid, known);
}

/** Fields of `users`: `user_pseudo_id`, `user_key`, preset columns by name, attributes as `customFid`. */
function userField(fid: string, known: KnownNames): DatasetField | null {
  if (fid === 'user_pseudo_id') return { field: { kind: 'event', name: fid }, type: 'text' };
  if (fid === 'user_key') return { field: { kind: 'derived', name: 'user_key' }, type: 'text' };
  return preset(fid, 'user') ?? (fid.startsWith('attribute:') ? custom(fid, known) : null);
}

/** Columns of `sessions` and `items` lie in their own tables. */
export function rowFieldType(dataset: 'sessions' | 'items', fid: string): ValueKind | null {
  const column = presetColumns[dataset === 'items' ? 'item' : 'sessionRow'].get(fid);
  return column === undefined ? null : kindOfColumn(column.type);
}

/** Finds a field of events or users. @throws CodedError FIELD_UNKNOWN */
export function datasetField(
  dataset: Extract<WalkerDataset, 'events' | 'users'>,
  fid: string,
  known: KnownNames,
): DatasetField {
  const found = dataset === 'events' ? eventField(fid, known) : userField(fid, known);
  if (found === null)
    throw new CodedError('FIELD_UNKNOWN', { place: '/payload/workflow', field: fid, type: 'any' });
  return found;
}

/** Field ids that a data set has without custom values, for the page's field list. */
export function presetFids(dataset: WalkerDataset): readonly string[] {
  switch (dataset) {
    case 'events':
      return [
        timeFid,
        'event_id',
        'user_key',
        ...presetColumns.event.keys(),
        ...presetColumns.session.keys(),
        ...[...presetColumns.user.keys()].map((name) => `user.${name}`),
      ];
    case 'users':
      return ['user_pseudo_id', 'user_key', ...presetColumns.user.keys()].filter(
        (fid, at, all) => all.indexOf(fid) === at,
      );
    case 'sessions':
      return [timeFid, ...presetColumns.sessionRow.keys()];
    case 'items':
      return [timeFid, ...presetColumns.item.keys()];
  }
}
