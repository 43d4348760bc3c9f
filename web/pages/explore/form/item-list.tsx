import Button from '@cloudscape-design/components/button';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { useSay } from '../../../i18n/language.tsx';
import type { EditName } from '../model/edit-log.ts';
import { duplicatedAt, movedTo, removedAt } from '../model/list-edits.ts';
import './explore.css';

/** Rows of a form: add, duplicate, remove, move by buttons or Alt with arrows; each is a named edit. */
export function ItemList<Item extends { readonly rowId: string }>(props: {
  readonly title: string;
  readonly items: readonly Item[];
  readonly least: number;
  readonly most: number;
  readonly newItem: () => Item;
  readonly addText: string;
  /** "Metric A", "Step 2". */
  readonly nameOf: (index: number) => string;
  readonly onChange: (name: EditName, items: readonly Item[]) => void;
  readonly children: (
    item: Item,
    index: number,
    change: (name: EditName, item: Item, isTyping?: boolean) => void,
  ) => ReactNode;
  readonly onType?: (name: EditName, items: readonly Item[]) => void;
}) {
  const say = useSay();
  const { items, onChange, nameOf, least, most } = props;
  const frame = useRef<HTMLFieldSetElement>(null);
  const focusRow = (index: number) =>
    requestAnimationFrame(() =>
      frame.current
        ?.querySelectorAll<HTMLElement>('[data-row]')
        [index]?.querySelector<HTMLElement>('button')
        ?.focus(),
    );
  const move = (from: number, to: number) => {
    if (to < 0 || to >= items.length) return;
    onChange({ id: 'explore.edit.move', values: { what: nameOf(from) } }, movedTo(items, from, to));
    focusRow(to);
  };
  function onKeyDown(event: KeyboardEvent, index: number): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(index, index + (event.key === 'ArrowUp' ? -1 : 1));
  }
  return (
    <fieldset className="ms-form-part" ref={frame}>
      <legend>{props.title}</legend>
      {items.map((item, index) => {
        const name = nameOf(index);
        const change = (edit: EditName, next: Item, isTyping = false) => {
          const changed = items.map((one) => (one.rowId === item.rowId ? next : one));
          if (isTyping && props.onType !== undefined) props.onType(edit, changed);
          else onChange(edit, changed);
        };
        return (
          <fieldset
            key={item.rowId}
            data-row={index}
            className="ms-form-row"
            aria-label={name}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            <div className="ms-form-row-head">
              <strong>{name}</strong>
              <span>
                <Button
                  variant="icon"
                  iconName="angle-up"
                  disabled={index === 0}
                  ariaLabel={say('explore.moveUp', { what: name })}
                  onClick={() => move(index, index - 1)}
                />
                <Button
                  variant="icon"
                  iconName="angle-down"
                  disabled={index === items.length - 1}
                  ariaLabel={say('explore.moveDown', { what: name })}
                  onClick={() => move(index, index + 1)}
                />
                <Button
                  variant="icon"
                  iconName="copy"
                  disabled={items.length >= most}
                  ariaLabel={say('explore.duplicate', { what: name })}
                  onClick={() =>
                    onChange(
                      { id: 'explore.edit.duplicate', values: { what: name } },
                      duplicatedAt(items, index),
                    )
                  }
                />
                <Button
                  variant="icon"
                  iconName="close"
                  disabled={items.length <= least}
                  ariaLabel={say('explore.remove', { what: name })}
                  onClick={() =>
                    onChange({ id: 'explore.edit.remove', values: { what: name } }, removedAt(items, index))
                  }
                />
              </span>
            </div>
            {props.children(item, index, change)}
          </fieldset>
        );
      })}
      <Button
        iconName="add-plus"
        variant="inline-link"
        disabled={items.length >= most}
        disabledReason={say('explore.atMost', { n: most })}
        onClick={() => {
          onChange({ id: 'explore.edit.add', values: { what: nameOf(items.length) } }, [
            ...items,
            props.newItem(),
          ]);
          focusRow(items.length);
        }}
      >
        {props.addText}
      </Button>
    </fieldset>
  );
}
