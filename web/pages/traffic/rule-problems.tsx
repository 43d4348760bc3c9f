import Alert from '@cloudscape-design/components/alert';
import { useSay } from '../../i18n/language.tsx';
import type { Rules, RulesCheck } from './traffic-api.ts';

const shownProblems = 5;

/** What keeps the rules from being published, each with its place. */
export function RuleProblems({ check, rules }: { readonly check: RulesCheck | null; readonly rules: Rules }) {
  const say = useSay();
  if (check === null || check.checked.kind === 'valid') return null;
  const { problems } = check.checked;
  return (
    <Alert type="error" header={say('traffic.invalid', { count: problems.length })}>
      <ul>
        {problems.slice(0, shownProblems).map((problem) => {
          const { list, index, path, message, code, character } = problem;
          const name =
            index === null
              ? ''
              : list === 'channels'
                ? (rules.channels[index]?.channel ?? '')
                : (rules.categories[index]?.url ?? '');
          return (
            <li key={`${list} ${index} ${path} ${message}`} className="ms-text">
              {say(list === 'channels' ? 'traffic.problemRule' : 'traffic.problemSite', {
                number: (index ?? 0) + 1,
                name,
              })}{' '}
              {character === null ? message : say('traffic.badPattern', { character })} ({code})
            </li>
          );
        })}
      </ul>
    </Alert>
  );
}
