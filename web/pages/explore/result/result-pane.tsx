import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AnalysisResult } from '@millstream/studio/spec';
import { useRef, useState } from 'react';
import { AnalysisResultView, isEmptyResult } from '../../../charts/analysis-result.tsx';
import { pictureOf } from '../../../charts/picture-of.ts';
import { ComparedResult } from '../../../charts/results/compared-result.tsx';
import type { PeriodNames } from '../../../charts/results/period-names.ts';
import { PointMenu } from '../../../charts/results/point-menu.tsx';
import type { MarkPoint, ResultMark } from '../../../charts/results/result-mark.ts';
import { type ResultView, viewsOf } from '../../../charts/results/result-view.ts';
import { useSay } from '../../../i18n/language.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../panel/panel-states.tsx';
import { usePalette } from '../../../theme/theme.tsx';
import type { EditName } from '../model/edit-log.ts';
import type { AnyDraft } from '../model/explore-draft.ts';
import type { ExplorationRun } from '../state/use-exploration-run.ts';
import { useModels } from '../state/use-models.ts';
import { NoDataState } from './no-data.tsx';
import { ResultExports } from './result-exports.tsx';
import { StartExamples } from './start-examples.tsx';
import { StatusLine } from './status-line.tsx';
import { type PointParts, usePointActions } from './use-point-actions.ts';
import { useQueryProgress } from './use-query-progress.ts';

/** What the right side shows and what it may change. */
export interface ResultPaneProps extends Omit<PointParts, 'result'> {
  readonly run: ExplorationRun;
  /** Whether the form says enough to be asked. */
  readonly isAskable: boolean;
  /** Whether something was chosen. */
  readonly isStarted: boolean;
  readonly autoTitle: string;
  readonly rangeText: string;
  /** Days of the range and of the compared one. */
  readonly periods: PeriodNames;
  /** The form is hidden. */
  readonly isFolded: boolean;
  readonly onFold: (isFolded: boolean) => void;
  readonly onType: (name: EditName, draft: AnyDraft) => void;
  readonly onShorten: () => void;
  readonly onClearFilter: () => void;
}

/** The right side: title, views, the answer in its four states, what it is made of. */
export function ResultPane(props: ResultPaneProps) {
  const { draft, run, onEdit, autoTitle } = props;
  const say = useSay();
  const titleEdit = { id: 'explore.edit.title' };
  return (
    <Container
      footer={run.answer === null ? undefined : <StatusLine result={run.answer.result} />}
      header={
        <div className="ms-explore-bar">
          <Button
            iconName={props.isFolded ? 'angle-right' : 'angle-left'}
            variant="icon"
            ariaLabel={say(props.isFolded ? 'explore.unfold' : 'explore.fold')}
            ariaExpanded={!props.isFolded}
            onClick={() => props.onFold(!props.isFolded)}
          />
          <div className="ms-title-edit">
            <Input
              ariaLabel={say('explore.title')}
              placeholder={autoTitle === '' ? say('explore.title') : autoTitle}
              value={draft.title}
              onChange={({ detail }) =>
                props.onType(titleEdit, { ...draft, title: detail.value.slice(0, 255) })
              }
            />
          </div>
          <SegmentedControl
            label={say('explore.viewAs')}
            selectedId={draft.view}
            options={viewsOf[draft.kind].map((id) => ({ id, text: say(`explore.view.${id}`) }))}
            onChange={({ detail }) => {
              const view = viewsOf[draft.kind].find((one) => one === detail.selectedId);
              if (view !== undefined)
                onEdit(
                  { id: 'explore.edit.view', values: { view: say(`explore.view.${view}`) } },
                  { ...draft, view },
                );
            }}
          />
        </div>
      }
    >
      <ResultBody {...props} />
    </Container>
  );
}

function ResultBody(props: ResultPaneProps) {
  const { draft, run, isAskable, isStarted } = props;
  const say = useSay();
  const progress = useQueryProgress(run.queryId);
  const answer = run.answer?.result.spec.kind === draft.kind ? run.answer : null;
  if (run.status === 'failed' && run.error !== null) {
    const fixes = new Set(['QUERY_TIMEOUT', 'QUERY_OUT_OF_MEMORY', 'QUERY_TOO_LARGE']);
    const isTooMuch = fixes.has(run.error.code);
    return (
      <ErrorState
        title={say('explore.failed')}
        error={run.error}
        onRetry={run.run}
        height={280}
        fix={isTooMuch ? { text: say('explore.shorten'), onClick: props.onShorten } : undefined}
      />
    );
  }
  if (answer === null) {
    if (run.status === 'running')
      return (
        <LoadingState thing={say('explore.result')} height={320} progress={progress} onCancel={run.cancel} />
      );
    if (!isStarted) return <StartExamples draft={draft} onChoose={props.onEdit} />;
    if (!isAskable) return <EmptyState text={say('explore.notFinished')} height={280} />;
    return (
      <SpaceBetween size="s" alignItems="center">
        <span>{say(run.status === 'stopped' ? 'panel.stopped' : 'explore.ready')}</span>
        <Button onClick={run.run}>{say('explore.run')}</Button>
      </SpaceBetween>
    );
  }
  const isOld = run.isOld || run.status === 'running';
  return (
    <div>
      {isOld && (
        <div className="ms-explore-bar" role="status">
          <span>{run.status === 'running' ? say('panel.updating') : say('explore.previous')}</span>
          {run.status === 'running' && progress !== undefined && <span>{progress}</span>}
          {run.status === 'running' && (
            <Button variant="inline-link" onClick={run.cancel}>
              {say('action.cancel')}
            </Button>
          )}
        </div>
      )}
      <div aria-busy={run.status === 'running'}>
        {isEmptyResult(answer.result) ? (
          <NoDataState
            result={answer.result}
            hasFilter={props.filter !== null}
            rangeText={props.rangeText}
            onClear={props.onClearFilter}
          />
        ) : (
          <Drawn {...props} result={answer.result} compared={answer.compared} isOld={isOld} />
        )}
      </div>
    </div>
  );
}

function Drawn(
  props: ResultPaneProps & {
    readonly result: AnalysisResult;
    readonly compared: AnalysisResult | undefined;
    readonly isOld: boolean;
  },
) {
  const { draft, result, compared } = props;
  const palette = usePalette();
  const picture = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string> | undefined>(undefined);
  const [opened, setOpened] = useState<{ readonly mark: ResultMark; readonly at: MarkPoint } | null>(null);
  const open = (mark: ResultMark, at: MarkPoint) => setOpened({ mark, at });
  const actionsOf = usePointActions({ ...props, result });
  const models = useModels(result, draft.kind === 'attribution' && draft.options.compareModels);
  return (
    <SpaceBetween size="s">
      <div ref={picture} className={props.isOld ? 'ms-old-result' : undefined}>
        <AnalysisResultView
          result={result}
          compared={compared}
          view={draft.view as ResultView}
          hidden={hidden}
          onHidden={setHidden}
          models={models}
          periods={props.periods}
          onOpen={open}
        />
        <ComparedResult result={result} compared={compared} periods={props.periods} onOpen={open} />
      </div>
      <ResultExports
        result={result}
        compared={compared}
        periods={props.periods}
        title={draft.title || props.autoTitle}
        rangeText={props.rangeText}
        picture={async () =>
          picture.current === null ? null : pictureOf(picture.current, palette.background)
        }
      />
      {opened !== null && (
        <PointMenu
          mark={opened.mark}
          at={opened.at}
          actions={actionsOf(opened.mark)}
          onClose={() => setOpened(null)}
        />
      )}
    </SpaceBetween>
  );
}
