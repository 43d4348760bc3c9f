import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSay } from '../../i18n/language.tsx';

/** Something to pick. */
export interface PickEntry<T> {
  readonly id: string;
  readonly text: string;
  readonly detail: string;
  readonly value: T;
}

const mostShown = 100;

/** A list with search, each entry with a button that adds it. */
export function PickList<T>(props: {
  readonly name: string;
  readonly entries: readonly PickEntry<T>[];
  readonly onPick: (value: T) => void;
}) {
  const say = useSay();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLocaleLowerCase();
  const found = props.entries.filter(({ text, detail }) =>
    `${text} ${detail}`.toLocaleLowerCase().includes(wanted),
  );
  return (
    <SpaceBetween size="s">
      <Input
        type="search"
        ariaLabel={say('action.search')}
        placeholder={say('action.search')}
        value={search}
        onChange={({ detail }) => setSearch(detail.value)}
      />
      <ul className="ms-pick-list" aria-label={props.name}>
        {found.slice(0, mostShown).map(({ id, text, detail, value }) => (
          <li key={id}>
            <span className="ms-text">
              {text} <small>{detail}</small>
            </span>
            <Button ariaLabel={`${say('action.add')}: ${text}`} onClick={() => props.onPick(value)}>
              {say('action.add')}
            </Button>
          </li>
        ))}
      </ul>
      {found.length > mostShown && (
        <p>{say('dashboards.moreEntries', { count: found.length - mostShown })}</p>
      )}
    </SpaceBetween>
  );
}
