import Button from '@cloudscape-design/components/button';
import type { FilterNode } from '@millstream/studio/spec';
import { useState } from 'react';
import { FilterBar } from '../../../filters/filter-bar.tsx';
import { useSay } from '../../../i18n/language.tsx';
import { useProblemAt } from '../state/form-context.tsx';

/** The filter of one row; the bar appears when it is wanted. */
export function ItemFilter(props: {
  readonly name: string;
  readonly pointer: string;
  readonly value: FilterNode | undefined;
  readonly onChange: (filter: FilterNode | undefined) => void;
}) {
  const say = useSay();
  const problemAt = useProblemAt();
  const [isWanted, setWanted] = useState(false);
  if (props.value === undefined && !isWanted) {
    return (
      <Button iconName="filter" variant="inline-link" onClick={() => setWanted(true)}>
        {say('explore.addFilter')}
      </Button>
    );
  }
  const problem = problemAt(`${props.pointer}/filter`);
  return (
    <div>
      <FilterBar
        ariaLabel={say('explore.filterOf', { what: props.name })}
        value={props.value ?? null}
        onChange={(filter) => props.onChange(filter ?? undefined)}
      />
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  );
}
