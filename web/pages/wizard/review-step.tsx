import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSay } from '../../i18n/language.tsx';
import { useFieldText } from '../pipelines/field-text.ts';
import { PlannedSteps } from '../pipelines/step-list.tsx';
import { ProblemList } from './problem-list.tsx';
import { valueAt } from './spec-tree.ts';
import type { Wizard } from './use-wizard.ts';
import { wizardSteps } from './wizard-fields.ts';

/** Values of one step with a way back to it; in edit mode a changed field shows what it was. */
function StepValues(props: {
  readonly wizard: Wizard;
  readonly step: number;
  readonly onEdit: (step: number) => void;
}) {
  const say = useSay();
  const text = useFieldText();
  const { wizard, step } = props;
  const fields = (wizardSteps[step] ?? [])
    .flatMap((group) => group.fields)
    .filter(({ isShown }) => isShown?.(wizard.spec) ?? true);
  return (
    <Container
      header={
        <Header
          variant="h3"
          actions={
            <Button onClick={() => props.onEdit(step)} ariaLabel={say('wizard.editStep', { step: step + 1 })}>
              {say('action.edit')}
            </Button>
          }
        >
          {say(`wizard.step.${step + 1}`)}
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        items={fields.map(({ path, kind }) => {
          const now = kind === 'secret' ? '***' : text.value(path, valueAt(wizard.spec, path));
          const isChanged = !wizard.isNew && wizard.isChanged(path);
          const before = kind === 'secret' ? '***' : text.value(path, valueAt(wizard.base, path));
          return {
            label: text.label(path),
            value: isChanged ? (
              <Box fontWeight="bold">
                <del>{before}</del> → {now}
              </Box>
            ) : (
              <span className="ms-text">{now}</span>
            ),
          };
        })}
      />
    </Container>
  );
}

/** What will happen, and every value once more. */
export function ReviewStep(props: {
  readonly wizard: Wizard;
  readonly onEdit: (step: number) => void;
  readonly onFile: () => void;
}) {
  const say = useSay();
  const { wizard } = props;
  const { plan } = wizard;
  const hasProblems = (plan?.problems.length ?? 0) > 0;
  return (
    <SpaceBetween size="l">
      {hasProblems && <ProblemList wizard={wizard} onOpen={props.onEdit} />}
      <Container
        header={
          <Header variant="h2" actions={<Button onClick={props.onFile}>{say('wizard.viewFile')}</Button>}>
            {say('wizard.whatHappens')}
          </Header>
        }
      >
        <SpaceBetween size="s">
          <PlannedSteps steps={plan?.steps ?? []} />
          {!wizard.isNew && (plan?.steps.length ?? 0) > 0 && (
            <Alert type="info">{say('wizard.nothingLost')}</Alert>
          )}
        </SpaceBetween>
      </Container>
      {wizardSteps.map((groups, step) => (
        <StepValues key={groups[0]?.id ?? step} wizard={wizard} step={step} onEdit={props.onEdit} />
      ))}
    </SpaceBetween>
  );
}
