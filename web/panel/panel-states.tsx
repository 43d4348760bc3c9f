import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { type ReactNode, useEffect, useState } from 'react';
import { type ApiError, asApiError } from '../api/api-error.ts';
import { useSay } from '../i18n/language.tsx';
import { useProblemText } from './problem-text.ts';

/** One action that a state offers. */
export interface PanelAction {
  readonly text: string;
  readonly onClick: () => void;
}

/** Ms since `startedAtMs`, counted while mounted. */
function useElapsedSeconds(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const startedAt = performance.now();
    const timer = setInterval(() => setSeconds(Math.floor((performance.now() - startedAt) / 1_000)), 250);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

/** Loading: a skeleton at once, elapsed time and Cancel from one second, what was read from five. */
export function LoadingState(props: {
  /** What is loaded, for screen readers. */
  readonly thing: string;
  readonly height?: number;
  readonly onCancel?: (() => void) | undefined;
  /** Shown from five seconds on: what the server has read so far. */
  readonly progress?: string | undefined;
}) {
  const say = useSay();
  const seconds = useElapsedSeconds();
  return (
    <div className="ms-state" style={{ minHeight: props.height ?? 120 }} aria-busy="true">
      <div className="ms-skeleton" aria-hidden="true" />
      <div className="ms-state-text" role="status">
        {seconds < 1 ? (
          <span className="ms-visually-hidden">{say('panel.loading', { thing: props.thing })}</span>
        ) : (
          <SpaceBetween direction="horizontal" size="s" alignItems="center">
            <span>
              {say('panel.seconds', { seconds })}
              {seconds >= 5 && props.progress !== undefined ? ` · ${props.progress}` : ''}
            </span>
            {props.onCancel && (
              <Button variant="inline-link" onClick={props.onCancel}>
                {say('panel.cancel')}
              </Button>
            )}
          </SpaceBetween>
        )}
      </div>
    </div>
  );
}

/** Empty: one sentence of reason, one action. */
export function EmptyState(props: {
  readonly text: ReactNode;
  readonly action?: PanelAction | undefined;
  readonly children?: ReactNode;
  readonly height?: number;
}) {
  return (
    <div className="ms-state" style={{ minHeight: props.height ?? 120 }}>
      <SpaceBetween size="s" alignItems="center">
        <Box color="text-body-secondary" textAlign="center">
          {props.text}
        </Box>
        {props.action && <Button onClick={props.action.onClick}>{props.action.text}</Button>}
        {props.children}
      </SpaceBetween>
    </div>
  );
}

/** Error: what failed, why, what to do; code and request below. */
export function ErrorState(props: {
  readonly error: unknown;
  /** What could not be done, as a sentence's start: "Dashboards could not be loaded." */
  readonly title?: string;
  readonly onRetry?: (() => void) | undefined;
  readonly fix?: PanelAction | undefined;
  readonly height?: number;
}) {
  const say = useSay();
  const problem: ApiError = asApiError(props.error);
  const { message, action } = useProblemText()(problem);
  const id = problem.requestId === null ? '' : ` · ${say('panel.request', { id: problem.requestId })}`;
  return (
    <div className="ms-state" style={{ minHeight: props.height ?? 120 }} role="alert">
      <SpaceBetween size="xs" alignItems="center">
        <StatusIndicator type="error">{props.title ?? say('panel.failed')}</StatusIndicator>
        <Box textAlign="center">
          {message} {action}
        </Box>
        <SpaceBetween direction="horizontal" size="xs">
          {props.onRetry && <Button onClick={props.onRetry}>{say('panel.retry')}</Button>}
          {props.fix && <Button onClick={props.fix.onClick}>{props.fix.text}</Button>}
        </SpaceBetween>
        <Box variant="small" color="text-body-secondary">
          {problem.code}
          {id} ·{' '}
          <Button
            variant="inline-link"
            onClick={() => void navigator.clipboard.writeText(`${problem.code}${id}: ${problem.message}`)}
          >
            {say('panel.copyDetails')}
          </Button>
        </Box>
      </SpaceBetween>
    </div>
  );
}
