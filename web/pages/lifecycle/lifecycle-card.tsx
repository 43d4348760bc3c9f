import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { useInView } from '../../panel/use-in-view.ts';
import { useFlashes } from '../../shell/flashes.tsx';
import { usePalette } from '../../theme/theme.tsx';
import { type FileKind, saveCards } from './card-files.ts';
import type { LifecycleDefinition, Visual } from './definition.ts';
import { explorationOf } from './exploration-of.ts';
import type { LifecycleChoices } from './lifecycle-choices.ts';
import { useVisualView } from './use-visual-view.tsx';
import type { OpenVisualMark } from './visual-mark.ts';
import { useWarningText } from './warning-text.ts';

/** What the page does for a card. */
export interface CardDuties {
  readonly onMark: (visual: Visual, ...mark: Parameters<OpenVisualMark>) => void;
  readonly onExplain: (visual: Visual) => void;
  /** Absent when the person may not save. */
  readonly onSave?: (visual: Visual) => void;
  /** Opens an exploration with the same numbers. */
  readonly onExplore: (spec: Readonly<Record<string, unknown>>) => void;
  /** Where cards leave what they drew, for files of the whole sheet. */
  readonly hosts: CardHosts;
}

/** Drawn cards by visual. */
export type CardHosts = Map<string, RefObject<HTMLElement | null>>;

const figureHeight = 300;

/** One visual of the life cycle dashboard with its menu; asked for when it comes into view. */
export function LifecycleCard(props: {
  readonly definition: LifecycleDefinition;
  readonly visual: Visual;
  readonly choices: LifecycleChoices;
  readonly duties: CardDuties;
}) {
  const say = useSay();
  const formats = useFormats();
  const palette = usePalette();
  const flashes = useFlashes();
  const warningText = useWarningText();
  const [ref, isInView] = useInView<HTMLDivElement>();
  const [asTable, setAsTable] = useState(false);
  const { definition, visual, choices, duties } = props;
  const isKpi = visual.query.shape === 'total';
  const isText = visual.query.shape === 'insight';
  const height = isText ? 48 : isKpi ? 96 : figureHeight;
  const view = useVisualView({
    definition,
    visual,
    question: choices.question,
    compared: choices.compared,
    isWanted: isInView,
    height,
    onMark: (mark, at) => duties.onMark(visual, mark, at),
    asTable,
  });
  const { title, table } = view;
  const host = useRef<HTMLDivElement>(null);
  const exploration = explorationOf(definition, { visual, result: view.result, question: choices.question });
  const { hosts } = duties;
  useEffect(() => {
    if (isInView) hosts.set(visual.id, host);
    return () => {
      hosts.delete(visual.id);
    };
  }, [hosts, isInView, visual.id]);
  const save = (kind: FileKind) => {
    if (table === null) return;
    const look = { colours: palette, formats };
    saveCards(title, [{ table, host: asTable ? null : host }], { kind, look }).catch((error: unknown) =>
      flashes.failed(say('lifecycle.notSaved', { title }), error),
    );
  };
  return (
    <div ref={ref} className="ms-card" data-visual={visual.id}>
      <Container
        fitHeight
        header={
          <div className="ms-card-head">
            <Box variant="h3">{title}</Box>
            {!isText && (
              <ButtonDropdown
                variant="icon"
                ariaLabel={say('lifecycle.menu', { title })}
                expandToViewport
                items={[
                  {
                    id: 'table',
                    text: say(asTable ? 'lifecycle.viewChart' : 'lifecycle.viewData'),
                    disabled: visual.chart === 'table',
                  },
                  {
                    id: 'explore',
                    text: say('lifecycle.explore'),
                    disabled: exploration === null,
                    disabledReason: say('lifecycle.notExplorable'),
                  },
                  ...(['csv', 'xlsx', 'png', 'pdf'] as const).map((id) => ({
                    id,
                    text: id.toUpperCase(),
                    disabled: table === null,
                  })),
                  { id: 'how', text: say('lifecycle.how') },
                  {
                    id: 'save',
                    text: say('lifecycle.save'),
                    disabled: duties.onSave === undefined,
                    disabledReason: say('lifecycle.mayNotSave'),
                  },
                ]}
                onItemClick={({ detail: { id } }) => {
                  if (id === 'table') setAsTable(!asTable);
                  else if (id === 'how') duties.onExplain(visual);
                  else if (id === 'save') duties.onSave?.(visual);
                  else if (id === 'explore' && exploration !== null) duties.onExplore(exploration);
                  else save(id as FileKind);
                }}
              />
            )}
          </div>
        }
      >
        {view.warnings.length > 0 && (
          <div className="ms-card-badges">
            {view.warnings.map((warning) => (
              <Badge key={warning} color="grey">
                {warningText(warning)}
              </Badge>
            ))}
          </div>
        )}
        <div ref={host}>
          {isInView ? (
            view.body
          ) : (
            <div className="ms-skeleton" style={{ blockSize: height }} aria-hidden="true" />
          )}
        </div>
      </Container>
    </div>
  );
}
