import type { MetadataNames } from '../../../filters/metadata-names.ts';
import type { AnyDraft } from './explore-draft.ts';

const shown = 3;

/** A title made from what stands in the form; empty while it is. */
export function draftTitle(
  draft: AnyDraft,
  names: MetadataNames,
  say: (id: string, values?: Record<string, string>) => string,
): string {
  const events = eventsOf(draft)
    .filter((event) => event !== '')
    .map((event) =>
      draft.kind === 'path' && draft.options.nodeType !== 'event' ? event : names.event(event),
    );
  if (events.length === 0) return '';
  const list = events
    .slice(0, shown)
    .join(draft.kind === 'funnel' || draft.kind === 'retention' ? ' → ' : ', ');
  const what = events.length > shown ? `${list} …` : list;
  const groups = draft.groupBy.map((field) => names.field(field)).join(', ');
  const title = say(`explore.titleOf.${draft.kind}`, { what });
  return (groups === '' ? title : say('explore.titleBy', { title, groups })).slice(0, 255);
}

/** Events that a form names, in its order. */
export function eventsOf(draft: AnyDraft): readonly string[] {
  switch (draft.kind) {
    case 'event':
      return draft.options.metrics.map(({ event }) => event);
    case 'funnel':
      return draft.options.steps.map(({ event }) => event);
    case 'path':
      return [draft.options.start];
    case 'retention':
      return draft.options.pairs.flatMap(({ start, revisit }) => [start.event, revisit.event]);
    case 'attribution':
      return [draft.options.goal.event, ...draft.options.touchpoints.map(({ event }) => event)];
  }
}
