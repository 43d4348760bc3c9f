import type { FilterNode } from '@millstream/studio/spec';
import type { ReactNode } from 'react';
import { useSay } from '../../../i18n/language.tsx';
import type { EditName } from '../model/edit-log.ts';
import { useProblemAt } from '../state/form-context.tsx';
import { EventPicker } from './event-picker.tsx';
import { ItemFilter } from './item-filter.tsx';

/** An event with its own filter, and what else belongs to the row between them. */
export function EventRow<
  Item extends { readonly event: string; readonly filter?: FilterNode | undefined },
>(props: {
  /** "Step 2": what edits are named after. */
  readonly name: string;
  /** JSON pointer of the row in the spec. */
  readonly pointer: string;
  readonly item: Item;
  readonly onChange: (edit: EditName, item: Item) => void;
  readonly children?: ReactNode;
}) {
  const say = useSay();
  const problemAt = useProblemAt();
  const { name, pointer, item, onChange } = props;
  return (
    <>
      <EventPicker
        label={say('explore.eventOf', { what: name })}
        value={item.event}
        problem={problemAt(`${pointer}/event`)}
        onChange={(event, shown) =>
          onChange({ id: 'explore.edit.event', values: { what: name, event: shown } }, { ...item, event })
        }
      />
      {props.children}
      <ItemFilter
        name={name}
        pointer={pointer}
        value={item.filter}
        onChange={(filter) =>
          onChange({ id: 'explore.edit.filter', values: { what: name } }, { ...item, filter })
        }
      />
    </>
  );
}
