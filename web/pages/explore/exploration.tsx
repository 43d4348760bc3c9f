import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AnalysisKind } from '@millstream/studio/spec';
import { useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type { ResultMark } from '../../charts/results/result-mark.ts';
import { viewsOf } from '../../charts/results/result-view.ts';
import { FilterBar } from '../../filters/filter-bar.tsx';
import { useMetadataNames } from '../../filters/metadata-names.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { usePreference } from '../../preferences/preferences.ts';
import { Page } from '../../shell/page.tsx';
import { useRangeName } from '../../time-range/range-name.ts';
import { TimeRangePicker } from '../../time-range/time-range-picker.tsx';
import { useUrlValue } from '../../url/use-url-state.ts';
import { ExploreActions } from './explore-actions.tsx';
import { ExploreDrill } from './explore-drill.tsx';
import { ExploreHelp } from './explore-help.tsx';
import { ExploreFormPane } from './form/explore-form-pane.tsx';
import { KindTabs } from './kind-tabs.tsx';
import { draftTitle, eventsOf } from './model/draft-title.ts';
import { ResultPane } from './result/result-pane.tsx';
import { RestoreOffer } from './saved/restore-offer.tsx';
import { selectionOf } from './state/selection.ts';
import { canCompare, grainsOf, useExploration } from './state/use-exploration.ts';
import { useExploreKeys } from './state/use-explore-keys.ts';

/** One exploration: tabs of kinds, form left, answer right, what lies behind a figure below. */
export function Exploration({ kind }: { readonly kind: AnalysisKind }) {
  const say = useSay();
  const formats = useFormats();
  const names = useMetadataNames();
  const rangeName = useRangeName();
  const state = useExploration(kind);
  const { form, range, filter, setFilter, question, run } = state;
  const { draft, edit } = form;
  const [isFolded, setFolded] = usePreference<boolean>('explore.folded', false);
  const [selected, setSelected] = useUrlValue('sel');
  const [, setValues] = useSearchParams();
  const autoTitle = useMemo(() => draftTitle(draft, names, say), [draft, names, say]);
  const rangeText = rangeName(range.scope, range.days);
  const { days, comparedDays } = range;
  const periods = {
    now: formats.days(days.from, days.to),
    before: comparedDays === null ? '' : formats.days(comparedDays.from, comparedDays.to),
  };
  const selection = selectionOf(selected);
  // An answer to an earlier question keeps the days that it was asked for.
  const answeredPeriods = useRef(periods);
  useEffect(() => {
    if (!run.isOld) answeredPeriods.current = periods;
  });
  const answer = run.answer?.result.spec.kind === kind ? run.answer : null;
  useExploreKeys({
    run: run.run,
    cancel: run.status === 'running' ? run.cancel : null,
    toggleTable: () => {
      const view = draft.view === 'table' ? (viewsOf[kind][0] ?? 'table') : 'table';
      edit({ id: 'explore.edit.view', values: { view: say(`explore.view.${view}`) } }, { ...draft, view });
    },
  });
  return (
    <Page
      title={say('nav.explore')}
      description={say(`explore.about.${kind}`)}
      help={<ExploreHelp kind={kind} />}
      actions={<ExploreActions state={state} autoTitle={autoTitle} />}
    >
      <KindTabs kind={kind} form={form} />
      <RestoreOffer state={state} />
      <div className="ms-explore" data-folded={isFolded}>
        {!isFolded && (
          <ExploreFormPane
            draft={draft}
            question={question}
            run={run}
            isUntouched={form.log.past.length === 0 && run.answer === null}
            isAutomatic={state.isAutomatic}
            onAutomatic={state.setAutomatic}
            onChange={edit}
          />
        )}
        <SpaceBetween size="s">
          <TimeRangePicker range={range} hasCompare={canCompare(kind)} grains={grainsOf(kind)} />
          <FilterBar value={filter} onChange={setFilter} ariaLabel={say('explore.filterAll')} />
          <ResultPane
            draft={draft}
            run={run}
            isAskable={question.spec !== null}
            isStarted={eventsOf(draft).some((event) => event !== '')}
            autoTitle={autoTitle}
            rangeText={rangeText}
            periods={run.isOld ? answeredPeriods.current : periods}
            isFolded={isFolded}
            onFold={setFolded}
            filter={filter}
            onFilter={setFilter}
            onEdit={edit}
            onType={(name, next) => edit(name, next, true)}
            onDrill={(mark: ResultMark) =>
              setSelected(
                JSON.stringify({
                  cell: mark.cell,
                  place: mark.place,
                  ...(mark.isCompared ? { compared: true } : {}),
                }),
              )
            }
            onBreakDown={() => {
              setFolded(false);
              requestAnimationFrame(() =>
                document.querySelector<HTMLElement>('[data-part="groups"] button[aria-haspopup]')?.focus(),
              );
            }}
            onShorten={() => range.setScope({ type: 'relative', lastN: 7, unit: 'day' })}
            onClearFilter={() =>
              setValues((known) => {
                const next = new URLSearchParams(known);
                next.delete('f');
                next.delete('ft');
                return next;
              })
            }
          />
        </SpaceBetween>
      </div>
      {selection !== null && answer !== null && (!selection.compared || answer.compare !== undefined) && (
        <ExploreDrill
          result={answer.result}
          compare={answer.compare ?? null}
          selection={selection}
          onClose={() => setSelected(null)}
        />
      )}
    </Page>
  );
}
