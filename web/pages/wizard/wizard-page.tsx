import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import WizardFrame from '@cloudscape-design/components/wizard';
import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { asApiError } from '../../api/api-error.ts';
import { useApi, useApiWrite } from '../../api/use-api.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { ErrorState } from '../../panel/panel-states.tsx';
import { useFlashes } from '../../shell/flashes.tsx';
import { Page } from '../../shell/page.tsx';
import { pipelineHref, projectPath } from '../pipelines/pipeline-api.ts';
import type { PipelineView } from '../pipelines/pipeline-types.ts';
import { EstimateCard } from './estimate-card.tsx';
import { FileDialog } from './file-dialog.tsx';
import { MachineCard } from './machine-card.tsx';
import { ProblemList } from './problem-list.tsx';
import { ReviewStep } from './review-step.tsx';
import { forgetDraft, useWizard } from './use-wizard.ts';
import '../pipelines/pipeline.css';
import { wizardSteps } from './wizard-fields.ts';
import { WizardStepContent } from './wizard-step.tsx';

type Draft = PipelineView & { readonly spec: NonNullable<PipelineView['spec']> };

/** Creates or changes the pipeline of a project. */
export default function WizardPage() {
  const say = useSay();
  const { projectId = '' } = useParams();
  const draft = useApi<Draft>({ path: `${projectPath(projectId)}/pipeline/draft` }, { staleMs: Infinity });
  const isNew = draft.data?.state === 'Pending' || draft.data?.state === 'Deleted';
  return (
    <Page
      title={say(isNew ? 'wizard.create' : 'wizard.edit', { project: projectId })}
      crumbs={[
        { text: projectId, href: `/project/detail/${projectId}` },
        { text: say('nav.pipeline'), href: pipelineHref(projectId) },
      ]}
      help={say('wizard.help')}
    >
      <PanelBody query={draft} thing={say('nav.pipeline')} height={300}>
        {(view) => (
          <WizardForm
            key={`${view.projectId} ${view.version}`}
            view={view}
            onReload={() => void draft.refetch()}
          />
        )}
      </PanelBody>
    </Page>
  );
}

function WizardForm({ view, onReload }: { readonly view: Draft; readonly onReload: () => void }) {
  const say = useSay();
  const formats = useFormats();
  const navigate = useNavigate();
  const flashes = useFlashes();
  const wizard = useWizard(view);
  const { projectId, plan } = wizard;
  const [step, setStep] = useState(0);
  const [isFileOpen, setFileOpen] = useState(false);
  const [refusedStep, setRefusedStep] = useState<number | null>(null);
  const save = useApiWrite<PipelineView, void>(
    () => ({
      method: 'PUT',
      path: `${projectPath(projectId)}/pipeline`,
      query: { wait: true },
      body: { spec: wizard.spec, version: wizard.isNew ? 0 : view.version },
    }),
    [projectPath(projectId), '/projects'],
  );
  const hasProblemIn = (index: number) => (plan?.problems ?? []).some((one) => one.step === index + 1);

  const submit = async () => {
    const done = await save.mutateAsync();
    forgetDraft(projectId);
    if (done.failure !== null) {
      flashes.failed(say('wizard.failed'), asApiError(new Error(done.failure.message)));
      void navigate(pipelineHref(projectId));
      return;
    }
    const tookMs = (done.endedAtMs ?? 0) - (done.startedAtMs ?? 0);
    flashes.succeeded(say('wizard.done', { time: formats.duration(tookMs) }), {
      text: say('project.registerApp'),
      onClick: () => void navigate(`/project/${encodeURIComponent(projectId)}/application/create`),
    });
    void navigate(pipelineHref(projectId));
  };
  /** Goes to a step, or (`end`) creates the pipeline; what is wrong on the way keeps the person where it is. */
  const arrive = (next: number | 'end') => {
    const isHeld = next === 'end' ? (plan?.problems.length ?? 0) > 0 : next > step && hasProblemIn(step);
    if (isHeld) wizard.show('all');
    setRefusedStep(isHeld ? step : null);
    if (isHeld) return;
    if (next === 'end') {
      submit().catch(() => {});
      return;
    }
    setStep(next);
    window.scrollTo(0, 0);
  };
  // The answer to what was typed last is waited for.
  const [wanted, setWanted] = useState<number | 'end' | null>(null);
  const go = (next: number | 'end') =>
    wizard.isPlanOld && (next === 'end' || next > step) ? setWanted(next) : arrive(next);
  const arriveNow = useRef(arrive);
  arriveNow.current = arrive;
  useEffect(() => {
    if (wanted === null || wizard.isPlanOld) return;
    setWanted(null);
    arriveNow.current(wanted);
  }, [wanted, wizard.isPlanOld]);
  const isStale = save.error?.code === 'PIPELINE_VERSION_STALE';
  const notices = (
    <SpaceBetween size="s">
      {wizard.draftAtMs !== null && (
        <Alert type="info" action={<Button onClick={wizard.discardDraft}>{say('wizard.discard')}</Button>}>
          {say('wizard.draft', { time: formats.ago(Date.now() - wizard.draftAtMs) })}
        </Alert>
      )}
      {refusedStep === step && hasProblemIn(step) && <ProblemList wizard={wizard} onOpen={setStep} />}
      {save.isError && (
        <ErrorState
          title={say('wizard.nothingChanged')}
          error={save.error}
          {...(isStale
            ? { fix: { text: say('wizard.loadTheirs'), onClick: onReload } }
            : { onRetry: () => go('end') })}
        />
      )}
    </SpaceBetween>
  );
  const contents = wizardSteps.map((groups, index) => (
    <SpaceBetween key={groups[0]?.id ?? index} size="l">
      {index === 0 && <MachineCard wizard={wizard} />}
      <WizardStepContent wizard={wizard} groups={groups} />
    </SpaceBetween>
  ));
  const review = <ReviewStep wizard={wizard} onEdit={setStep} onFile={() => setFileOpen(true)} />;
  return (
    <div className="ms-wizard">
      <div>
        {notices}
        <WizardFrame
          activeStepIndex={step}
          isLoadingNextStep={save.isPending || wanted !== null}
          onNavigate={({ detail }) => go(detail.requestedStepIndex)}
          secondaryActions={
            // Every field has a default, so that the review can be gone to at once.
            step < wizardSteps.length - 1 && (
              <Button onClick={() => go(wizardSteps.length)}>{say('wizard.skip')}</Button>
            )
          }
          onCancel={() =>
            void navigate(wizard.isNew ? `/project/detail/${projectId}` : pipelineHref(projectId))
          }
          onSubmit={() => go('end')}
          submitButtonText={say(wizard.isNew ? 'wizard.submit' : 'wizard.save')}
          i18nStrings={{
            stepNumberLabel: (number) => say('wizard.stepNumber', { number }),
            collapsedStepsLabel: (number, count) => say('wizard.stepOf', { number, count }),
            navigationAriaLabel: say('wizard.steps'),
            cancelButton: say('action.cancel'),
            previousButton: say('action.back'),
            nextButton: say('action.next'),
            optional: '',
          }}
          steps={[...contents, review].map((content, index) => ({
            title: say(`wizard.step.${index + 1}`),
            content,
          }))}
        />
      </div>
      <EstimateCard wizard={wizard} />
      {isFileOpen && <FileDialog wizard={wizard} onClose={() => setFileOpen(false)} />}
    </div>
  );
}
