import Input from '@cloudscape-design/components/input';
import { useEffect, useState } from 'react';
import { searchFields } from '../../graphic-walker/field-search.ts';
import { useSay } from '../../i18n/language.tsx';

/** Finds fields in the editor's lists. */
export function FieldSearch() {
  const say = useSay();
  const [text, setText] = useState('');
  useEffect(() => searchFields(text), [text]);
  return (
    <div className="ms-analysis-search">
      <Input
        type="search"
        value={text}
        placeholder={say('analyses.search')}
        ariaLabel={say('analyses.search')}
        clearAriaLabel={say('action.discard')}
        onChange={({ detail }) => setText(detail.value)}
      />
    </div>
  );
}
