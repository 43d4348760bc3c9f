import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { WalkerState } from '../../graphic-walker/use-walker-computation.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { useProblemText } from '../../panel/problem-text.ts';

/** More marks than a chart can be read with. */
const mostMarks = 5_000;

/** What the newest question came to: running with cancel, rows and time, limits, problems. */
export function WalkerStatus(props: {
  readonly state: WalkerState;
  readonly onCancel: () => void;
  readonly onLimit: () => void;
}) {
  const say = useSay();
  const formats = useFormats();
  const problemText = useProblemText();
  const { state } = props;
  const { ms, error } = state;
  const rows = state.rows?.length ?? null;
  return (
    <div role="status" className="ms-analysis-status">
      <SpaceBetween size="s" direction="horizontal" alignItems="center">
        {state.isRunning ? (
          <>
            <StatusIndicator type="loading">{say('analyses.reading')}</StatusIndicator>
            <Button variant="inline-link" onClick={props.onCancel}>
              {say('panel.cancel')}
            </Button>
          </>
        ) : error !== null ? (
          <StatusIndicator type="error">
            {problemText(error).message} {problemText(error).action} ({error.code})
          </StatusIndicator>
        ) : rows === null ? (
          <span>{say('analyses.start')}</span>
        ) : rows === 0 ? (
          <StatusIndicator type="info">{say('analyses.noRows')}</StatusIndicator>
        ) : (
          <span>{say('analyses.rows', { count: formats.count(rows), time: formats.duration(ms) })}</span>
        )}
        {state.isCut && <StatusIndicator type="warning">{say('analyses.cut')}</StatusIndicator>}
        {!state.isRunning && rows !== null && rows > mostMarks && (
          <>
            <StatusIndicator type="warning">
              {say('analyses.tooMany', { count: formats.count(rows), limit: formats.count(mostMarks) })}
            </StatusIndicator>
            <Button variant="inline-link" onClick={props.onLimit}>
              {say('analyses.keepTop')}
            </Button>
          </>
        )}
      </SpaceBetween>
    </div>
  );
}
