import type { EditName } from '../model/edit-log.ts';
import type { AnyDraft } from '../model/explore-draft.ts';
import { AttributionForm } from './attribution-form.tsx';
import { EventForm } from './event-form.tsx';
import { FunnelForm } from './funnel-form.tsx';
import { PathForm } from './path-form.tsx';
import { RetentionForm } from './retention-form.tsx';

/** The form of the draft's kind. */
export function KindForm(props: {
  readonly draft: AnyDraft;
  readonly onChange: (name: EditName, draft: AnyDraft, isTyping?: boolean) => void;
}) {
  const { draft, onChange } = props;
  switch (draft.kind) {
    case 'event':
      return (
        <EventForm
          draft={draft}
          change={(name, options, isTyping) => onChange(name, { ...draft, options }, isTyping)}
        />
      );
    case 'funnel':
      return (
        <FunnelForm
          draft={draft}
          change={(name, options, isTyping) => onChange(name, { ...draft, options }, isTyping)}
        />
      );
    case 'path':
      return (
        <PathForm
          draft={draft}
          change={(name, options, isTyping) => onChange(name, { ...draft, options }, isTyping)}
        />
      );
    case 'retention':
      return (
        <RetentionForm
          draft={draft}
          change={(name, options, isTyping) => onChange(name, { ...draft, options }, isTyping)}
        />
      );
    case 'attribution':
      return (
        <AttributionForm
          draft={draft}
          change={(name, options, isTyping) => onChange(name, { ...draft, options }, isTyping)}
        />
      );
  }
}
