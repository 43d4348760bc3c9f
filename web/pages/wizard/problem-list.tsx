import Alert from '@cloudscape-design/components/alert';
import Link from '@cloudscape-design/components/link';
import { useSay } from '../../i18n/language.tsx';
import { useFieldText } from '../pipelines/field-text.ts';
import { useProblemWords } from './problem-words.ts';
import type { Wizard } from './use-wizard.ts';
import { fieldElementId, fieldOfProblem } from './wizard-fields.ts';

/** Focuses the input of a field once its step is drawn. */
function focusField(path: string): void {
  const field = fieldOfProblem(path);
  if (field === null) return;
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.getElementById(fieldElementId(field.path))?.focus()),
  );
}

/** Everything that is wrong as links that open the step and focus the field. */
export function ProblemList(props: { readonly wizard: Wizard; readonly onOpen: (step: number) => void }) {
  const say = useSay();
  const text = useFieldText();
  const words = useProblemWords();
  const problems = props.wizard.plan?.problems ?? [];
  return (
    <Alert type="error" header={say('wizard.problems', { count: problems.length })}>
      <ul className="ms-checks">
        {problems.map((problem) => (
          <li key={`${problem.field} ${problem.code} ${problem.message}`}>
            <Link
              href="#"
              onFollow={(event) => {
                event.preventDefault();
                props.wizard.show('all');
                props.onOpen(problem.step - 1);
                focusField(problem.field);
              }}
            >
              {say('wizard.problem', { step: problem.step, field: text.label(problem.field) })}
            </Link>
            {': '}
            {words(problem)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
