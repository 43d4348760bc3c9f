import './lifecycle.css';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { AnnotationList } from '../../annotations/annotation-list.tsx';
import { AnnotationsProvider } from '../../annotations/annotations-context.ts';
import { useAnnotations } from '../../annotations/use-annotations.ts';
import { DrillPanel } from '../../drill/drill-panel.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { useMay } from '../../session/session-context.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { usePalette } from '../../theme/theme.tsx';
import { rangeToText } from '../../time-range/range.ts';
import { packText } from '../../url/packed-text.ts';
import { useUrlValue } from '../../url/use-url-state.ts';
import { lifecycleTile } from '../dashboards/lifecycle-tile.ts';
import { SaveCard } from '../dashboards/save-card.tsx';
import { useDuplicateLifecycle } from '../dashboards/use-duplicate-lifecycle.ts';
import { useAnswerNotes } from './answer-notes.ts';
import { type FileKind, saveCards } from './card-files.ts';
import { type LifecycleDefinition, useTexts, type Visual } from './definition.ts';
import { DetailsSheet } from './details/details-sheet.tsx';
import { FigureMenu } from './figure-menu.tsx';
import type { CardHosts } from './lifecycle-card.tsx';
import { useLifecycleChoices } from './lifecycle-choices.ts';
import { LifecycleControls } from './lifecycle-controls.tsx';
import { LifecycleHelp, VisualRules } from './lifecycle-help.tsx';
import { LifecycleSheet } from './lifecycle-sheet.tsx';
import { readSelection, type Selection, writeSelection } from './selection.ts';
import { sheetCards } from './sheet-cards.ts';
import { useFreshness } from './use-freshness.ts';
import type { VisualMark } from './visual-mark.ts';
import { useVisualWords } from './visual-words.ts';

/** The whole dashboard over its description: sheets, controls, cards, what lies behind a number. */
export function LifecycleBoard({
  definition,
  isFull,
}: {
  readonly definition: LifecycleDefinition;
  readonly isFull: boolean;
}) {
  const say = useSay();
  const speech = useSpeech();
  const texts = useTexts();
  const formats = useFormats();
  const palette = usePalette();
  const flashes = useFlashes();
  const navigate = useNavigate();
  const client = useQueryClient();
  const scope = useScope();
  const words = useVisualWords(definition);
  const choices = useLifecycleChoices(definition);
  const maySave = useMay('dashboard.write', scope.projectId);
  const [selected, setSelected] = useUrlValue('sel');
  const [pointed, setPointed] = useState<{
    visual: Visual;
    mark: VisualMark;
    at: { x: number; y: number };
  } | null>(null);
  const [explained, setExplained] = useState<Visual | null>(null);
  const [saved, setSaved] = useState<Visual | null>(null);
  const hosts = useRef<CardHosts>(new Map());
  const notesOf = useAnswerNotes();
  const fresh = useFreshness(choices.question);
  const duplicate = useDuplicateLifecycle(definition);
  const selection = readSelection(selected);
  const annotations = useAnnotations(null, choices.range.timeZone);
  const closeSelection = useCallback(() => setSelected(null), [setSelected]);
  const open = (next: Selection) => setSelected(writeSelection(next));
  const explore = async (spec: Readonly<Record<string, unknown>>) => {
    const range = new URLSearchParams({
      q: await packText(JSON.stringify(spec)),
      range: rangeToText(choices.range.scope),
    });
    void navigate(`${studioPath(scope, 'explore/event')}?${range}`);
  };
  const exportSheet = async (kind: FileKind, sheet: LifecycleDefinition['sheets'][number]) => {
    const parts = { sheet, question: choices.question, words, texts, notesOf, hosts: hosts.current };
    const cards = await sheetCards(client, parts);
    const title = `${texts(definition.names)} – ${texts(sheet.titles)}`;
    await saveCards(title, cards, { kind, look: { colours: palette, formats } });
  };
  const sheet = definition.sheets.find(({ id }) => id === choices.sheetId);
  const freshness =
    fresh === null || fresh.freshness.dataTo === null
      ? null
      : [
          say('lifecycle.dataTo', {
            time: formats.moment(Date.parse(fresh.freshness.dataTo), fresh.timeZone),
          }),
          ...(fresh.freshness.finalTo === null
            ? []
            : [say('lifecycle.finalTo', { day: formats.day(fresh.freshness.finalTo) })]),
        ].join(' · ');
  const path = studioPath(scope, 'dashboard/lifecycle');
  const content = (
    <SpaceBetween size="l">
      {choices.sheetId !== 'details' && <LifecycleControls definition={definition} choices={choices} />}
      <AnnotationsProvider value={annotations.shown}>
        <Tabs
          activeTabId={choices.sheetId}
          onChange={({ detail }) => choices.setSheet(detail.activeTabId)}
          ariaLabel={say('lifecycle.sheets')}
          tabs={definition.sheets.map((one) => ({
            id: one.id,
            label: texts(one.titles),
            content: (
              <div className="ms-sheet-frame">
                {one.id === 'details' ? (
                  <DetailsSheet choices={choices} />
                ) : (
                  <LifecycleSheet
                    definition={definition}
                    sheet={one}
                    choices={choices}
                    duties={{
                      onMark: (visual, mark, at) => setPointed({ visual, mark, at }),
                      onExplain: setExplained,
                      onExplore: (spec) => void explore(spec),
                      hosts: hosts.current,
                      ...(maySave ? { onSave: setSaved } : {}),
                    }}
                  />
                )}
              </div>
            ),
          }))}
        />
      </AnnotationsProvider>
      {choices.sheetId !== 'details' && (
        <AnnotationList {...annotations} dashboardId={null} timeZone={choices.range.timeZone} />
      )}
      {pointed !== null && (
        <FigureMenu
          definition={definition}
          mark={pointed.mark}
          at={pointed.at}
          filter={choices.filter}
          onFilter={choices.setFilter}
          onOpen={(opens) =>
            open({
              visualId: pointed.visual.id,
              cell: opens.cell,
              place: pointed.mark.place,
              text: pointed.mark.text,
            })
          }
          onClose={() => setPointed(null)}
        />
      )}
      {selection !== null && (
        <DrillPanel
          key={selected}
          place={selection.place.join(' · ')}
          ask={(page) => ({
            path: '/studio/dashboard/drill',
            body: { ...choices.question, visual: selection.visualId, cell: selection.cell, ...page },
          })}
          onClose={closeSelection}
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
    </SpaceBetween>
  );
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      {!isFull && (
        <Button
          disabled={!maySave}
          disabledReason={say('lifecycle.mayNotSave')}
          loading={duplicate.isPending}
          onClick={() => duplicate.mutate()}
        >
          {say('lifecycle.duplicate')}
        </Button>
      )}
      <ButtonDropdown
        items={(['pdf', 'png', 'xlsx', 'csv'] as const).map((id) => ({ id, text: id.toUpperCase() }))}
        disabled={sheet === undefined || sheet.id === 'details'}
        onItemClick={({ detail }) => {
          if (sheet === undefined) return;
          exportSheet(detail.id as FileKind, sheet).catch((error: unknown) =>
            flashes.failed(say('lifecycle.notSaved', { title: texts(sheet.titles) }), error),
          );
        }}
      >
        {say('lifecycle.export')}
      </ButtonDropdown>
      <Button
        iconName={isFull ? 'exit-full-screen' : 'full-screen'}
        variant="icon"
        ariaLabel={say(isFull ? 'lifecycle.leaveFull' : 'lifecycle.full')}
        onClick={() => void navigate(`${path}${isFull ? '' : '/full'}${window.location.search}`)}
      />
    </SpaceBetween>
  );
  const page = (
    <Page
      title={texts(definition.names)}
      crumbs={[{ text: speech.say('nav.dashboards'), href: studioPath(scope, 'dashboards') }]}
      description={freshness ?? say('lifecycle.description')}
      actions={actions}
      help={<LifecycleHelp definition={definition} sheetId={choices.sheetId} />}
    >
      {content}
    </Page>
  );
  return isFull ? <main className="ms-full">{page}</main> : page;
}
