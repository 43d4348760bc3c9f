import Button from '@cloudscape-design/components/button';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { useSay } from '../../i18n/language.tsx';

/** A text that turns into a field at a click: Enter keeps, Esc leaves it. An empty one restores the default. */
export function EditableText(props: {
  readonly value: string;
  /** What it is, for screen readers: "Display name of purchase". */
  readonly label: string;
  readonly limit: number;
  readonly placeholder?: string;
  readonly disabled: boolean;
  readonly onSave: (value: string) => void;
}) {
  const say = useSay();
  const [typed, setTyped] = useState<string | null>(null);
  const { value, limit } = props;
  if (typed === null)
    return (
      <span className="ms-editable">
        <span className={value === '' ? 'ms-text ms-muted' : 'ms-text'}>
          {value === '' ? (props.placeholder ?? '–') : value}
        </span>
        {!props.disabled && (
          <Button
            variant="inline-icon"
            iconName="edit"
            ariaLabel={`${say('action.edit')}: ${props.label}`}
            onClick={(event) => {
              event.stopPropagation();
              setTyped(value);
            }}
          />
        )}
      </span>
    );
  const keep = () => {
    if (typed.trim() !== value) props.onSave(typed.trim().slice(0, limit));
    setTyped(null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps clicks in the field from opening the row
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
    <span className="ms-editable" onClick={(event) => event.stopPropagation()}>
      <Input
        value={typed}
        autoFocus
        ariaLabel={props.label}
        onChange={({ detail }) => setTyped(detail.value.slice(0, limit))}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter' && !detail.isComposing) keep();
          if (detail.key === 'Escape') setTyped(null);
        }}
      />
      <Button variant="inline-icon" iconName="check" ariaLabel={say('action.save')} onClick={keep} />
      <Button
        variant="inline-icon"
        iconName="close"
        ariaLabel={say('action.cancel')}
        onClick={() => setTyped(null)}
      />
    </span>
  );
}
