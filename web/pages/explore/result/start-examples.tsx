import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMetadataNames } from '../../../filters/metadata-names.ts';
import { useSay } from '../../../i18n/language.tsx';
import { EmptyState } from '../../../panel/panel-states.tsx';
import { useEventEntries } from '../form/event-picker.tsx';
import { draftTitle } from '../model/draft-title.ts';
import type { EditName } from '../model/edit-log.ts';
import type { AnyDraft } from '../model/explore-draft.ts';
import { newDraft } from '../model/new-draft.ts';

/** Which of the most frequent events each example uses, by kind. */
const examplePlaces = {
  event: [[0], [1], [0, 1]],
  funnel: [
    [0, 1],
    [0, 1, 2],
    [1, 2, 3],
  ],
  path: [[0], [1], [2]],
  retention: [
    [0, 0],
    [0, 1],
    [1, 2],
  ],
  attribution: [
    [2, 0, 1],
    [3, 0, 1, 2],
    [1, 0],
  ],
} as const;

/** Before anything is chosen: what to do, and three questions of events that the app has. */
export function StartExamples(props: {
  readonly draft: AnyDraft;
  readonly onChoose: (name: EditName, draft: AnyDraft) => void;
}) {
  const say = useSay();
  const names = useMetadataNames();
  const { kind } = props.draft;
  const all = useEventEntries();
  // What an app sends by itself says little about it.
  const own = all.filter(({ name }) => !name.startsWith('_'));
  const events = own.length >= 2 ? own : all;
  const examples = examplePlaces[kind]
    .map((places) => places.flatMap((place) => events[place]?.name ?? []))
    .filter((chosen, index) => chosen.length === examplePlaces[kind][index]?.length)
    .map((chosen) => exampleOf(kind, chosen));
  return (
    <EmptyState text={say(`explore.start.${kind}`)} height={280}>
      {examples.length > 0 && (
        <SpaceBetween size="xs" alignItems="center">
          <span>{say('explore.examples')}</span>
          {examples.map((draft) => {
            const title = draftTitle(draft, names, say);
            return (
              <Button
                key={title}
                onClick={() => props.onChoose({ id: 'explore.edit.example', values: { what: title } }, draft)}
              >
                {title}
              </Button>
            );
          })}
        </SpaceBetween>
      )}
    </EmptyState>
  );
}

function exampleOf(kind: AnyDraft['kind'], events: readonly string[]): AnyDraft {
  if (kind !== 'event') return newDraft(kind, events);
  const [first, ...others] = events.map((name) => newDraft('event', [name]));
  if (first?.kind !== 'event') return newDraft('event');
  const metrics = [first, ...others].flatMap((draft) =>
    draft.kind === 'event' ? draft.options.metrics : [],
  );
  return { ...first, options: { metrics } };
}
