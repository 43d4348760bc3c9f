import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';
import { useSay, useSpeech } from '../../i18n/language.tsx';
import { useFieldText } from '../pipelines/field-text.ts';
import type { EnvironmentCheck } from '../pipelines/pipeline-types.ts';
import { FieldInput } from './field-input.tsx';
import { useCheckWords, useProblemWords } from './problem-words.ts';
import { valueAt } from './spec-tree.ts';
import type { Wizard } from './use-wizard.ts';
import { fieldOfProblem, type WizardField } from './wizard-fields.ts';

const types = { ok: 'success', warning: 'warning', error: 'error' } as const;

/** Checks of the machine that stand beside a field. */
function FieldChecks(props: { readonly wizard: Wizard; readonly checks: readonly EnvironmentCheck[] }) {
  const say = useSay();
  const words = useCheckWords();
  const { wizard, checks } = props;
  if (checks.length === 0) return null;
  return (
    <>
      {checks.map((check) => (
        <div key={check.check}>
          <StatusIndicator type={wizard.isChecking ? 'loading' : types[check.state]}>
            {words(check)}
          </StatusIndicator>{' '}
          <Button variant="inline-link" onClick={wizard.checkAgain}>
            {say('wizard.checkAgain')}
          </Button>
        </div>
      ))}
    </>
  );
}

/** One field: label, input, unit, checks, what is wrong, why it is fixed, what it was. */
export function WizardFieldRow({ wizard, field }: { readonly wizard: Wizard; readonly field: WizardField }) {
  const say = useSay();
  const speech = useSpeech();
  const text = useFieldText();
  const problemWords = useProblemWords();
  const { path, kind, unit } = field;
  const fixed = wizard.view.fixed.find((one) => one.field === path || one.field.startsWith(`${path}.`));
  const isShown = wizard.shown === 'all' || wizard.shown.has(path);
  const problem = (wizard.plan?.problems ?? []).find((one) => fieldOfProblem(one.field)?.path === path);
  const checks = (wizard.environment?.checks ?? []).filter((check) => check.field === path);
  const helpId = `field.${path}.help`;
  const hasLabel = kind !== 'toggle' && kind !== 'checkbox';
  const isChanged = !wizard.isNew && wizard.isChanged(path);
  const before = wizard.view.spec === null ? null : text.value(path, valueAt(wizard.base, path));
  const constraint: ReactNode[] = [
    ...(unit === undefined ? [] : [say(`unit.${unit}`)]),
    ...(fixed === undefined ? [] : [say(`wizard.fixed.${fixed.source}`)]),
    ...(isChanged ? [say('wizard.was', { value: before })] : []),
  ];
  const offer = problem?.offer;
  return (
    <FormField
      stretch={kind !== 'number'}
      label={hasLabel ? text.label(path) : undefined}
      description={speech.knows(helpId) ? speech.say(helpId) : undefined}
      constraintText={constraint.length > 0 ? constraint.join(' · ') : undefined}
      errorText={
        problem !== undefined && (isShown || offer !== undefined) ? (
          <>
            {problemWords(problem)}{' '}
            {offer !== undefined && (
              <Button variant="inline-link" onClick={() => wizard.set(path, offer)}>
                {say('wizard.use', { value: String(offer) })}
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      <FieldInput wizard={wizard} field={field} isDisabled={fixed !== undefined} />
      {problem === undefined && <FieldChecks wizard={wizard} checks={checks} />}
    </FormField>
  );
}
