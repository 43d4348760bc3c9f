import Alert from '@cloudscape-design/components/alert';
import { asApiError } from '../../api/api-error.ts';
import { useProblemText } from '../../panel/problem-text.ts';

/** What went wrong with a form, in the person's language, announced to screen readers. */
export function ProblemAlert({ error }: { readonly error: unknown }) {
  const textOf = useProblemText();
  if (error === null || error === undefined) return null;
  const problem = asApiError(error);
  const { message, action } = textOf(problem);
  return (
    <div role="alert">
      <Alert type="error">
        {message} {action} <small>({problem.code})</small>
      </Alert>
    </div>
  );
}
