import { type Column, eventColumns, itemColumns } from '@millstream/core';
import { cutText } from '../custom-values/cut-text.ts';
import { type ColumnsOf, createEventRow, type EventRow } from '../rows/event-row.ts';
import { createItemRow, type ItemRow } from '../rows/item-row.ts';

type TextColumn<Row> = ColumnsOf<Row, string | undefined> | ColumnsOf<Row, string>;
type Limit<Row> = readonly [name: TextColumn<Row>, maxBytes: number];

/** Columns that only pass through the pipeline, and the user's, which has no column in `event_v2`. */
const passingColumns: readonly Column[] = [
  { name: 'ua', type: 'str', maxBytes: 255 },
  { name: 'ip', type: 'str', maxBytes: 255 },
  { name: 'user_properties_json_str', type: 'str', maxBytes: 65535 },
];

function limitsOf<Row extends object>(columns: readonly Column[], sample: Row): readonly Limit<Row>[] {
  // The sample holds every column, so a text column of the list that it has is one of the row's text columns.
  const isTextColumn = ({ name, type }: Column): boolean => type === 'str' && name in sample;
  return columns
    .filter(isTextColumn)
    .flatMap(({ name, maxBytes }) =>
      maxBytes === undefined ? [] : [[name as TextColumn<Row>, maxBytes] as const],
    );
}

const eventLimits = limitsOf<EventRow>([...eventColumns, ...passingColumns], createEventRow(0, 0, 0));
const itemLimits = limitsOf<ItemRow>(itemColumns, createItemRow(0));

function cutColumns<Row extends Record<TextColumn<Row>, unknown>>(
  row: Row,
  limits: readonly Limit<Row>[],
  set: (name: TextColumn<Row>, text: string) => void,
): void {
  for (const [name, maxBytes] of limits) {
    const text: unknown = row[name];
    if (typeof text !== 'string' || text.length * 3 <= maxBytes) continue;
    const cut = cutText(text, maxBytes);
    if (cut !== text) set(name, cut);
  }
}

/** Cuts every text column of an event row to its length, in place. Map columns are never cut. */
export function limitEventLengths(row: EventRow): void {
  cutColumns(row, eventLimits, (name, text) => {
    row[name] = text;
  });
}

/** Cuts every text column of an item row to its length, in place. */
export function limitItemLengths(row: ItemRow): void {
  cutColumns(row, itemLimits, (name, text) => {
    row[name] = text;
  });
}
