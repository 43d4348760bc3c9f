import './lifecycle.css';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useCallback, useRef } from 'react';
import { useNavigate } from 'react-router';
import { AnnotationList } from '../../annotations/annotation-list.tsx';
import { AnnotationsProvider } from '../../annotations/annotations-context.ts';
import { useAnnotations } from '../../annotations/use-annotations.ts';
import { DrillPanel } from '../../drill/drill-panel.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { Page } from '../../shell/page.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { useCardOverlays } from './card-overlays.tsx';
import { type LifecycleDefinition, useTexts } from './definition.ts';
import { DetailsSheet } from './details/details-sheet.tsx';
import { LifecycleActions } from './lifecycle-actions.tsx';
import type { CardHosts } from './lifecycle-card.tsx';
import { type LifecycleQuestion, useLifecycleChoices } from './lifecycle-choices.ts';
import { LifecycleControls } from './lifecycle-controls.tsx';
import { LifecycleHelp } from './lifecycle-help.tsx';
import { LifecycleSheet } from './lifecycle-sheet.tsx';
import { readSelection, type Selection, writeSelection } from './selection.ts';
import { useFreshness } from './use-freshness.ts';

/** Until when there are data and which days are final, in words. */
function useFreshnessText(question: LifecycleQuestion): string | null {
  const say = useSay();
  const formats = useFormats();
  const fresh = useFreshness(question);
  if (fresh === null || fresh.freshness.dataTo === null) return null;
  const { dataTo, finalTo } = fresh.freshness;
  const time = formats.moment(Date.parse(dataTo), fresh.timeZone);
  return [
    say('lifecycle.dataTo', { time }),
    ...(finalTo === null ? [] : [say('lifecycle.finalTo', { day: formats.day(finalTo) })]),
  ].join(' · ');
}

/** The whole dashboard over its description: sheets, controls, cards, what lies behind a number. */
export function LifecycleBoard(props: {
  readonly definition: LifecycleDefinition;
  readonly isFull: boolean;
}) {
  const say = useSay();
  const texts = useTexts();
  const scope = useScope();
  const navigate = useNavigate();
  const { definition, isFull } = props;
  const choices = useLifecycleChoices(definition);
  const freshness = useFreshnessText(choices.question);
  const annotations = useAnnotations(null, choices.range.timeZone);
  const [selected, setSelected] = useUrlValue('sel');
  const hosts = useRef<CardHosts>(new Map());
  const closeSelection = useCallback(() => setSelected(null), [setSelected]);
  const onSelect = (next: Selection) => {
    const text = writeSelection(next);
    if (!isFull) return setSelected(text);
    // The whole window has no room for lists: the frame has.
    const query = new URLSearchParams(window.location.search);
    query.set('sel', text);
    void navigate(`${studioPath(scope, 'dashboard/lifecycle')}?${query}`);
  };
  const { duties, overlays } = useCardOverlays({ definition, choices, onSelect });
  const selection = readSelection(selected);
  const isDetails = choices.sheetId === 'details';
  const page = (
    <Page
      title={texts(definition.names)}
      crumbs={[{ text: say('nav.dashboards'), href: studioPath(scope, 'dashboards') }]}
      description={freshness ?? say('lifecycle.description')}
      actions={
        <LifecycleActions definition={definition} choices={choices} hosts={hosts.current} isFull={isFull} />
      }
      help={<LifecycleHelp definition={definition} sheetId={choices.sheetId} />}
    >
      <SpaceBetween size="l">
        {!isDetails && <LifecycleControls definition={definition} choices={choices} />}
        <AnnotationsProvider value={annotations.shown}>
          <Tabs
            activeTabId={choices.sheetId}
            onChange={({ detail }) => choices.setSheet(detail.activeTabId)}
            ariaLabel={say('lifecycle.sheets')}
            tabs={definition.sheets.map((sheet) => ({
              id: sheet.id,
              label: texts(sheet.titles),
              content: (
                <div className="ms-sheet-frame">
                  {sheet.id === 'details' ? (
                    <DetailsSheet choices={choices} />
                  ) : (
                    <LifecycleSheet
                      definition={definition}
                      sheet={sheet}
                      choices={choices}
                      duties={{ ...duties, hosts: hosts.current }}
                    />
                  )}
                </div>
              ),
            }))}
          />
        </AnnotationsProvider>
        {!isDetails && (
          <AnnotationList {...annotations} dashboardId={null} timeZone={choices.range.timeZone} />
        )}
        {overlays}
        {selection !== null && !isFull && (
          <DrillPanel
            key={selected}
            place={selection.place.join(' · ')}
            ask={(range) => ({
              path: '/studio/dashboard/drill',
              body: { ...choices.question, visual: selection.visualId, cell: selection.cell, ...range },
            })}
            onClose={closeSelection}
          />
        )}
      </SpaceBetween>
    </Page>
  );
  return isFull ? <main className="ms-full">{page}</main> : page;
}
