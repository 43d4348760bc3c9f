import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { AnalysisSpec } from '@millstream/studio/spec';
import { useFormats } from '../../../i18n/formats.ts';
import { useSay } from '../../../i18n/language.tsx';
import { canGroup, type DraftSpec } from '../model/draft-spec.ts';
import type { EditName } from '../model/edit-log.ts';
import type { AnyDraft } from '../model/explore-draft.ts';
import { useEstimate } from '../result/status-line.tsx';
import { FormContext } from '../state/form-context.tsx';
import type { ExplorationRun } from '../state/use-exploration-run.ts';
import { GroupForm } from './group-form.tsx';
import { KindForm } from './kind-form.tsx';

/** What a question that waits for Run will read, and about how long that takes. */
function EstimateText({ spec }: { readonly spec: AnalysisSpec }) {
  const say = useSay();
  const formats = useFormats();
  const estimate = useEstimate(spec);
  if (estimate === null) return null;
  const { days, elapsedMs } = estimate;
  const events = formats.compact(estimate.events);
  return (
    <small>
      {elapsedMs === null
        ? say('explore.willRead', { events, days })
        : say('explore.willTake', { events, days, time: formats.duration(elapsedMs) })}
    </small>
  );
}

/** The left side: what is asked, and Run. */
export function ExploreFormPane(props: {
  readonly draft: AnyDraft;
  readonly question: DraftSpec;
  readonly run: ExplorationRun;
  /** Nobody has touched the form yet: nothing is wrong with it. */
  readonly isUntouched: boolean;
  readonly isAutomatic: boolean;
  readonly onAutomatic: (isAutomatic: boolean) => void;
  readonly onChange: (name: EditName, draft: AnyDraft, isTyping?: boolean) => void;
}) {
  const say = useSay();
  const { draft, question, run, onChange } = props;
  const isRunning = run.status === 'running';
  return (
    <FormContext value={{ problems: props.isUntouched ? [] : question.problems }}>
      <Container
        fitHeight={false}
        footer={
          <SpaceBetween size="s">
            <Checkbox
              checked={props.isAutomatic}
              onChange={({ detail }) => props.onAutomatic(detail.checked)}
            >
              {say('explore.automatic')}
            </Checkbox>
            <SpaceBetween direction="horizontal" size="s" alignItems="center">
              <Button
                variant="primary"
                disabled={question.spec === null || isRunning}
                disabledReason={question.spec === null ? say('explore.notFinished') : undefined}
                onClick={run.run}
              >
                {say('explore.run')}
              </Button>
              {isRunning && <Button onClick={run.cancel}>{say('action.cancel')}</Button>}
              {!isRunning && run.isOld && question.spec !== null && (
                <span role="status">{say('explore.changed')}</span>
              )}
            </SpaceBetween>
            {!isRunning && (run.isOld || run.answer === null) && question.spec !== null && (
              <EstimateText spec={question.spec} />
            )}
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          <KindForm draft={draft} onChange={onChange} />
          {canGroup(draft) && <GroupForm draft={draft} onChange={onChange} />}
          <Checkbox
            checked={draft.approx}
            description={say('explore.approxHint')}
            onChange={({ detail }) =>
              onChange(
                { id: 'explore.edit.option', values: { what: say('explore.approx') } },
                { ...draft, approx: detail.checked },
              )
            }
          >
            {say('explore.approx')}
          </Checkbox>
        </SpaceBetween>
      </Container>
    </FormContext>
  );
}
