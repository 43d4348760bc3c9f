import Box from '@cloudscape-design/components/box';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { ReactNode } from 'react';

/** Several controls in one row under one label; each control names itself. */
export function RowField(props: {
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly isNarrow?: boolean;
  readonly children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a frame of its own
    <div role="group" aria-label={props.label}>
      <Box variant="awsui-key-label">{props.label}</Box>
      <div className={props.isNarrow ? 'ms-segment-range' : 'ms-segment-row'}>{props.children}</div>
      {props.error !== undefined && <StatusIndicator type="error">{props.error}</StatusIndicator>}
      {props.hint !== undefined && (
        <Box variant="small" color="text-body-secondary">
          {props.hint}
        </Box>
      )}
    </div>
  );
}
