import './analyses.css';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { IChart, VizSpecStore } from '@kanaries/graphic-walker';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { DraftOffer } from '../../drafts/edit-bar.tsx';
import { useServerDraft } from '../../drafts/use-server-draft.ts';
import { FilterBar } from '../../filters/filter-bar.tsx';
import { usePageFilter } from '../../filters/use-page-filter.ts';
import { useWalkerComputation, walkerDatasets } from '../../graphic-walker/use-walker-computation.ts';
import { datasetOf, useWalkerFields } from '../../graphic-walker/use-walker-fields.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { LoadingState } from '../../panel/panel-states.tsx';
import { studioPath, useScope } from '../../scope/scope.ts';
import { Page } from '../../shell/page.tsx';
import { TimeRangePicker } from '../../time-range/time-range-picker.tsx';
import { useTimeRange } from '../../time-range/use-time-range.ts';
import { type AnalysisBody, analysesPath, analysisPath, type SavedAnalysis } from './analysis-api.ts';
import { AnalysisVersions } from './analysis-versions.tsx';
import { FieldSearch } from './field-search.tsx';
import { PublishChart } from './publish-chart.tsx';
import { readyMeasures } from './ready-measures.ts';
import { useSaveAnalysis } from './use-save-analysis.tsx';
import { WalkerStatus } from './walker-status.tsx';

const WalkerEditor = lazy(() => import('../../graphic-walker/walker-editor.tsx'));

const lastWeek = { type: 'relative', lastN: 7, unit: 'day' } as const;
const newDraftId = 'new-analysis';

/** The drag-and-drop editor in the product's frame: data set, time, filter, draft, versions, publication. */
export function AnalysisEditor(props: {
  readonly known: SavedAnalysis | null;
  readonly first: AnalysisBody;
}) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const scope = useScope();
  const { known } = props;
  const [body, setBody] = useState(props.first);
  /** Grows when the editor must begin anew with other charts. */
  const [round, setRound] = useState(0);
  const begun = useRef(props.first);
  const [dialog, setDialog] = useState<'publish' | 'versions' | null>(null);
  const range = useTimeRange(lastWeek);
  const [filter, setFilter] = usePageFilter();
  const { computation, state, cancel } = useWalkerComputation({
    ...scope,
    dataset: body.dataset,
    time: range.scope,
    filter,
  });
  const fields = useWalkerFields(body.dataset);
  const measures = useMemo(() => readyMeasures(body.dataset, say), [body.dataset, say]);
  const store = useRef<VizSpecStore | null>(null);
  const isChanged = body !== props.first;
  const path = analysisPath(scope.appId, known?.id ?? newDraftId);
  const draft = useServerDraft<AnalysisBody>({
    path,
    listPath: `${analysesPath(scope.appId)}-drafts`,
    version: known?.version ?? 0,
    value: body,
    isChanged,
  });
  const restart = (next: AnalysisBody) => {
    begun.current = next;
    setBody(next);
    setRound((count) => count + 1);
  };
  const onCharts = useCallback(
    (charts: readonly IChart[]) => setBody((before) => ({ ...before, charts })),
    [],
  );
  const { save, isSaving } = useSaveAnalysis(known, draft);
  /** The analysis with charts as the editor has them now: the page hears of changes a moment later. */
  const current = (): AnalysisBody => ({ ...body, charts: store.current?.exportCode() ?? body.charts });
  const limitRows = () => store.current?.setVisualConfig('limit', 50);
  return (
    <Page
      title={known === null ? say('analyses.new') : known.name}
      crumbs={[{ text: say('analyses.title'), href: studioPath(scope, 'analyzes') }]}
      help={say('analyses.help')}
      actions={
        <SpaceBetween size="xs" direction="horizontal" alignItems="center">
          {draft.savedAtMs !== null && draft.isSaved && (
            <small>{say('draft.kept', { time: formats.clock(draft.savedAtMs, range.timeZone) })}</small>
          )}
          <ButtonDropdown
            items={[
              { id: 'discard', text: say('action.discard'), disabled: !isChanged },
              { id: 'versions', text: say('analyses.versions'), disabled: known === null },
            ]}
            onItemClick={({ detail }) => {
              if (detail.id === 'versions') setDialog('versions');
              else {
                void draft.discard();
                restart(props.first);
              }
            }}
          >
            {say('shell.more')}
          </ButtonDropdown>
          <Button disabled={body.charts.length === 0} onClick={() => setDialog('publish')}>
            {say('analyses.publish')}
          </Button>
          <Button
            variant="primary"
            nativeButtonAttributes={{ 'data-shortcut': 'save' }}
            loading={isSaving}
            disabled={body.title.trim() === '' || body.charts.length === 0}
            onClick={() => void save(current())}
          >
            {say('action.save')}
          </Button>
        </SpaceBetween>
      }
    >
      <DraftOffer draft={draft} timeZone={range.timeZone} onRestore={restart} />
      <div className="ms-analysis-bar">
        <FormField label={say('analyses.name')}>
          <Input
            value={body.title}
            placeholder={say('analyses.namePlaceholder')}
            onChange={({ detail }) => setBody({ ...body, title: detail.value.slice(0, 255) })}
          />
        </FormField>
        <FormField label={say('analyses.dataset')}>
          <Select
            selectedOption={{ value: body.dataset, label: say(`analyses.dataset.${body.dataset}`) }}
            options={walkerDatasets.map((dataset) => ({
              value: dataset,
              label: say(`analyses.dataset.${dataset}`),
              description: say(`analyses.datasetText.${dataset}`),
            }))}
            onChange={({ detail }) =>
              // Charts are made of the fields of their data set.
              restart({ ...body, dataset: datasetOf(detail.selectedOption.value ?? null), charts: [] })
            }
          />
        </FormField>
        <div>
          <TimeRangePicker range={range} hasCompare={false} grains={[]} />
        </div>
      </div>
      <div className="ms-analysis-bar">
        <FieldSearch />
        {body.dataset === 'events' && (
          <div className="ms-analysis-filter">
            <FilterBar value={filter} onChange={setFilter} />
          </div>
        )}
      </div>
      <WalkerStatus state={state} onCancel={cancel} onLimit={limitRows} />
      <div className="ms-analysis">
        {fields === null ? (
          <LoadingState thing={say('analyses.thing')} height={600} />
        ) : (
          <Suspense fallback={<LoadingState thing={say('analyses.thing')} height={600} />}>
            <WalkerEditor
              key={`${body.dataset} ${round}`}
              fields={fields}
              charts={begun.current.charts}
              measures={measures}
              computation={computation}
              store={store}
              onChange={onCharts}
            />
          </Suspense>
        )}
      </div>
      <p className="ms-analysis-narrow">{say('analyses.narrow')}</p>
      {dialog === 'publish' && <PublishChart body={current()} onClose={() => setDialog(null)} />}
      {dialog === 'versions' && known !== null && (
        <AnalysisVersions
          known={known}
          timeZone={range.timeZone}
          onClose={() => setDialog(null)}
          onRestored={() => void navigate(0)}
        />
      )}
    </Page>
  );
}
