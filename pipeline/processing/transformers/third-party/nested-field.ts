import { isJsonObject, type JsonObject } from '../../clean/json-object.ts';
import type { FieldFaults } from '../clickstream/field-kinds.ts';

/** An object field; absent and null give undefined, any other shape is a fault. */
export function readNested(value: unknown, field: string, faults: FieldFaults): JsonObject | undefined {
  if (value === undefined || value === null) return undefined;
  return isJsonObject(value) ? value : faults.mark(field);
}

/** An array field; absent and null give no elements, any other shape is a fault. */
export function readList(value: unknown, field: string, faults: FieldFaults): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  faults.mark(field);
  return [];
}
