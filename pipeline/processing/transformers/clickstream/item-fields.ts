import { isJsonObject, type JsonObject } from '../../clean/json-object.ts';
import { jsonElements } from '../../clean/json-text.ts';
import { customParameters } from '../../custom-values/custom-parameters.ts';
import { cutText } from '../../custom-values/cut-text.ts';
import { createItemRow, type ItemRow, type ItemTextColumn } from '../../rows/item-row.ts';
import { itemAliases, memberText, settleAliases } from './aliases.ts';
import { type FieldFaults, readText, readTolerantNumber } from './field-kinds.ts';

const textColumns: ReadonlyMap<string, ItemTextColumn> = new Map([
  ['name', 'name'],
  ['item_name', 'name'],
  ['brand', 'brand'],
  ['currency', 'currency'],
  ['creative_name', 'creative_name'],
  ['creative_slot', 'creative_slot'],
  ['location_id', 'location_id'],
  ['category', 'category'],
  ['category2', 'category2'],
  ['category3', 'category3'],
  ['category4', 'category4'],
  ['category5', 'category5'],
]);

/** Stored length of an item id, bytes; ids that agree so far are the same item. */
const itemIdBytes = 255;

function readItem(item: JsonObject, index: number, faults: FieldFaults): ItemRow {
  const row = createItemRow(index);
  let custom: Map<string, unknown> | undefined;
  for (const name in item) {
    const value = item[name];
    const column = textColumns.get(name);
    if (column !== undefined) row[column] = readText(value, name, faults);
    else if (name === 'id' || name === 'item_id') row.item_id = readText(value, name, faults) ?? '';
    else if (name === 'price') row.price = readTolerantNumber(value);
    else if (name === 'quantity') row.quantity = readTolerantNumber(value);
    else {
      custom ??= new Map();
      custom.set(name, value);
    }
  }
  const parameters = customParameters(custom);
  row.custom_parameters = parameters?.values;
  row.custom_parameters_json_str = parameters?.json;
  return row;
}

/**
 * Rows of an event's items: those with an id, the first of equal ids; null elements are skipped, other shapes than
 * objects are faults. `eventText` is asked for only to settle doubled names.
 */
export function readItems(
  items: readonly unknown[],
  faults: FieldFaults,
  eventText: () => string,
): ItemRow[] {
  const rows: ItemRow[] = [];
  const seen = new Set<string>();
  let texts: readonly string[] | undefined;
  for (const [index, item] of items.entries()) {
    if (item === null) continue;
    if (!isJsonObject(item)) {
      faults.mark('items');
      continue;
    }
    settleAliases(item, itemAliases, () => {
      texts ??= jsonElements(memberText(eventText(), 'items'));
      return texts[index] ?? '';
    });
    const row = readItem(item, index, faults);
    const id = cutText(row.item_id, itemIdBytes);
    if (id === '' || seen.has(id)) continue;
    seen.add(id);
    rows.push(row);
  }
  return rows;
}
