/** Places of a chart that a field can be put to from its menu. */
const channels = [
  'columns',
  'rows',
  'color',
  'opacity',
  'size',
  'shape',
  'details',
  'text',
  'filters',
] as const;
type Channel = (typeof channels)[number];

/** What is used of Graphic Walker's store. */
interface FieldStore {
  readonly currentVis: { readonly encodings: Readonly<Record<string, readonly unknown[]>> };
  moveField(from: string, fromIndex: number, to: string, toIndex: number): void;
}

/** An entry of a field's menu. */
export interface MenuItem {
  readonly label: string;
  onPress(): void;
}

/** Words of the menu in the page's language; set before the editor is drawn. */
const words = new Map<Channel, string>();

/** Sets the words of the menu. */
export function nameAddToItems(nameOf: (channel: Channel) => string): void {
  for (const channel of channels) words.set(channel, nameOf(channel));
}

/** Entries "Add to X, Y, Color, …" of a field's menu, so that dragging is never needed. */
export function addToItems(store: FieldStore, from: string, index: number): readonly MenuItem[] {
  return channels.map((channel) => ({
    label: words.get(channel) ?? channel,
    onPress() {
      store.moveField(from, index, channel, store.currentVis.encodings[channel]?.length ?? 0);
    },
  }));
}
