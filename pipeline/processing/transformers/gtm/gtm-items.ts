import { isJsonObject, type JsonObject } from '../../clean/json-object.ts';
import { customParameters } from '../../custom-values/custom-parameters.ts';
import { cutText } from '../../custom-values/cut-text.ts';
import { createItemRow, type ItemRow } from '../../rows/item-row.ts';
import { type FieldFaults, readText, readTolerantNumber } from '../clickstream/field-kinds.ts';
import { readList } from '../third-party/nested-field.ts';
import type { ThirdPartyElement } from '../third-party/third-party-intake.ts';

const knownFields: ReadonlySet<string> = new Set(['item_id', 'item_name', 'price']);
/** Stored length of an item id, bytes; ids that agree so far are the same item. */
const itemIdBytes = 255;

/** Rows of an event's items: those with an id, the first of equal ids; the currency is the event's. */
export function readGtmItems({ event, row, faults }: ThirdPartyElement): readonly ItemRow[] {
  const rows = new Map<string, ItemRow>();
  for (const [index, item] of readList(event.items, 'items', faults).entries()) {
    if (item === null) continue;
    if (!isJsonObject(item)) {
      faults.mark('items');
      continue;
    }
    const itemRow = readItem(item, index, faults);
    itemRow.currency = row.event_value_currency;
    const id = cutText(itemRow.item_id, itemIdBytes);
    if (id !== '' && !rows.has(id)) rows.set(id, itemRow);
  }
  return [...rows.values()];
}

function readItem(item: JsonObject, index: number, faults: FieldFaults): ItemRow {
  const row = createItemRow(index);
  row.item_id = readText(item.item_id, 'item_id', faults) ?? '';
  row.name = readText(item.item_name, 'item_name', faults);
  row.price = readTolerantNumber(item.price);
  const custom = customParameters(new Map(Object.entries(item).filter(([name]) => !knownFields.has(name))));
  row.custom_parameters = custom?.values;
  row.custom_parameters_json_str = custom?.json;
  return row;
}
