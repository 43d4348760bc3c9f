import type { QueryClient } from '@tanstack/react-query';
import type { SavedCard } from './card-files.ts';
import type { Sheet, Texts } from './definition.ts';
import type { CardHosts } from './lifecycle-card.tsx';
import type { LifecycleQuestion } from './lifecycle-choices.ts';
import { readVisual, type VisualAnswer, visualKey } from './use-visual.ts';
import { visualTable } from './visual-table.ts';
import type { VisualWords } from './visual-words.ts';

/** What a sheet's cards are made of. */
export interface SheetCardsParts {
  readonly sheet: Sheet;
  readonly question: LifecycleQuestion;
  readonly words: VisualWords;
  readonly texts: (texts: Texts) => string;
  readonly notesOf: (answer: VisualAnswer) => readonly string[];
  readonly hosts: CardHosts;
}

/** All visuals of a sheet as cards to save; those that were not in view yet are asked for now. */
export async function sheetCards(client: QueryClient, parts: SheetCardsParts): Promise<readonly SavedCard[]> {
  const { sheet, question, words, texts, notesOf, hosts } = parts;
  const cards: SavedCard[] = [];
  for (const visual of sheet.sections.flatMap(({ visuals }) => visuals)) {
    if (visual.query.shape === 'freshness') continue;
    const answer = await client.fetchQuery({
      queryKey: visualKey(question, visual.id),
      queryFn: ({ signal }) => readVisual(question, visual.id, signal),
      staleTime: 60_000,
    });
    const options = { visual, title: texts(visual.titles), result: answer.result, notes: notesOf(answer) };
    cards.push({
      table: visualTable(options, question.parameters, words),
      host: hosts.get(visual.id) ?? null,
    });
  }
  return cards;
}
