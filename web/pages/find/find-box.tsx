import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSay } from '../../i18n/language.tsx';

/** Takes any id of an event, a request or a user, and opens what is known of it. */
export function FindBox({
  projectId,
  initial = '',
}: {
  readonly projectId: string;
  readonly initial?: string;
}) {
  const say = useSay();
  const navigate = useNavigate();
  const [text, setText] = useState(initial);
  const find = (event: FormEvent) => {
    event.preventDefault();
    const id = text.trim();
    if (id !== '') void navigate(`/project/${encodeURIComponent(projectId)}/find/${encodeURIComponent(id)}`);
  };
  return (
    <form onSubmit={find}>
      <FormField label={say('find.label')}>
        <SpaceBetween size="xs" direction="horizontal">
          <Input
            type="search"
            value={text}
            clearAriaLabel={say('table.clear')}
            placeholder={say('find.placeholder')}
            onChange={({ detail }) => setText(detail.value)}
          />
          <Button formAction="submit">{say('find.find')}</Button>
        </SpaceBetween>
      </FormField>
    </form>
  );
}
