import { CodedError, type ColumnType } from '@millstream/core';
import type { ValueKind } from '../plan/expression.ts';
import type { SourceField, StoredValueType } from '../plan/source.ts';
import { type FieldRef, isNumeric, type ValueType } from '../spec/field-ref.ts';
import type { KnownNames } from './known-names.ts';
import { presetColumns } from './preset-columns.ts';

/** A field of a spec as the plan names it. */
export interface ResolvedField {
  readonly source: SourceField;
  readonly type: ValueKind;
}

const storedTypes: Readonly<Record<ValueType, StoredValueType>> = {
  string: 'string',
  int: 'integer',
  float: 'number',
  double: 'number',
  number: 'number',
  boolean: 'boolean',
};
const kinds: Readonly<Record<StoredValueType, ValueKind>> = {
  string: 'text',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
};

/** Kind of a preset column's values. */
export function kindOfColumn(type: ColumnType): ValueKind {
  if (type === 'bool') return 'boolean';
  if (type === 'f64') return 'number';
  return type === 'i64' || type === 'i32' ? 'integer' : 'text';
}

function preset(ref: FieldRef, kind: 'event' | 'session' | 'user'): ResolvedField | null {
  const column = presetColumns[kind].get(ref.name);
  if (column === undefined) return null;
  const type = kindOfColumn(column.type);
  const asked = isNumeric(ref.type) ? 'number' : kinds[storedTypes[ref.type]];
  const isOfType = asked === 'number' ? type === 'number' || type === 'integer' : asked === type;
  return isOfType ? { source: { kind, name: ref.name }, type } : null;
}

function custom(ref: FieldRef, kind: 'parameter' | 'attribute', known: KnownNames): ResolvedField | null {
  const valueType = storedTypes[ref.type];
  const isKnown =
    kind === 'parameter' ? known.hasParameter(ref.name, valueType) : known.hasAttribute(ref.name, valueType);
  return isKnown ? { source: { kind, name: ref.name, valueType }, type: kinds[valueType] } : null;
}

/** Finds a field of a spec. `place` is its JSON pointer. @throws CodedError FIELD_UNKNOWN */
export function resolveField(ref: FieldRef, known: KnownNames, place: string): ResolvedField {
  const find = (): ResolvedField | null => {
    switch (ref.category) {
      case 'event':
        return custom(ref, 'parameter', known);
      case 'user':
        return custom(ref, 'attribute', known);
      case 'event_outer':
        return preset(ref, 'event') ?? preset(ref, 'session');
      case 'user_outer':
        return preset(ref, 'user');
    }
  };
  const found = find();
  if (found === null) throw new CodedError('FIELD_UNKNOWN', { place, field: ref.name, type: ref.type });
  return found;
}
