import type { TypedValue } from '@millstream/core';
import type { ColumnsOf } from './event-row.ts';

const text = (): string | undefined => undefined;
const number = (): number | undefined => undefined;
const typedMap = (): Readonly<Record<string, TypedValue>> | undefined => undefined;

/** A row for `item_v2`, filled in place; null is `undefined`, so its JSON text is a `StagedItem`. */
export function createItemRow(itemIndex: number) {
  return {
    file: 0,
    line: 0,
    event_index: 0,
    item_index: itemIndex,
    item_id: '',
    name: text(),
    brand: text(),
    currency: text(),
    price: number(),
    quantity: number(),
    creative_name: text(),
    creative_slot: text(),
    location_id: text(),
    category: text(),
    category2: text(),
    category3: text(),
    category4: text(),
    category5: text(),
    custom_parameters_json_str: text(),
    custom_parameters: typedMap(),
  };
}

/** See `createItemRow`; its place (file, line, event index) is filled when its event is kept. */
export type ItemRow = ReturnType<typeof createItemRow>;
/** Nullable text columns of an item row. */
export type ItemTextColumn = ColumnsOf<ItemRow, string | undefined>;
