import Modal from '@cloudscape-design/components/modal';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSay } from '../../i18n/language.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { rangeToText } from '../../time-range/range.ts';
import { packText } from '../../url/packed-text.ts';
import { lifecycleTile } from '../dashboards/lifecycle-tile.ts';
import { SaveCard } from '../dashboards/save-card.tsx';
import { type LifecycleDefinition, useTexts, type Visual } from './definition.ts';
import { FigureMenu } from './figure-menu.tsx';
import type { CardDuties } from './lifecycle-card.tsx';
import type { LifecycleChoices } from './lifecycle-choices.ts';
import { VisualRules } from './lifecycle-help.tsx';
import type { Selection } from './selection.ts';
import type { VisualMark } from './visual-mark.ts';

interface Pointed {
  readonly visual: Visual;
  readonly mark: VisualMark;
  readonly at: { readonly x: number; readonly y: number };
}

/** What cards open over the page: the menu of a number, the rule of a visual, saving it; and how cards ask for it. */
export function useCardOverlays(props: {
  readonly definition: LifecycleDefinition;
  readonly choices: LifecycleChoices;
  /** Opens the list behind a number. */
  readonly onSelect: (selection: Selection) => void;
}): { readonly duties: Omit<CardDuties, 'hosts'>; readonly overlays: ReactNode } {
  const say = useSay();
  const texts = useTexts();
  const navigate = useNavigate();
  const scope = useScope();
  const { definition, choices } = props;
  const maySave = useMay('dashboard.write', scope.projectId);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [explained, setExplained] = useState<Visual | null>(null);
  const [saved, setSaved] = useState<Visual | null>(null);
  const explore = async (spec: Readonly<Record<string, unknown>>) => {
    const query = new URLSearchParams({
      q: await packText(JSON.stringify(spec)),
      range: rangeToText(choices.range.scope),
    });
    void navigate(`${studioPath(scope, 'explore/event')}?${query}`);
  };
  const overlays = (
    <>
      {pointed !== null && (
        <FigureMenu
          definition={definition}
          mark={pointed.mark}
          at={pointed.at}
          filter={choices.filter}
          onFilter={choices.setFilter}
          onOpen={({ cell }) => {
            const { place, text } = pointed.mark;
            props.onSelect({ visualId: pointed.visual.id, cell, place, text });
          }}
          onClose={() => setPointed(null)}
        />
      )}
      {explained !== null && (
        <Modal
          visible
          header={`${say('lifecycle.how')}: ${texts(explained.titles)}`}
          onDismiss={() => setExplained(null)}
        >
          <VisualRules definition={definition} visual={explained} />
        </Modal>
      )}
      {saved !== null && (
        <SaveCard
          tile={lifecycleTile(saved, texts(saved.titles), choices.parameters)}
          onClose={() => setSaved(null)}
        />
      )}
    </>
  );
  return {
    duties: {
      onMark: (visual, mark, at) => setPointed({ visual, mark, at }),
      onExplain: setExplained,
      onExplore: (spec) => void explore(spec),
      ...(maySave ? { onSave: setSaved } : {}),
    },
    overlays,
  };
}
