import Box from '@cloudscape-design/components/box';
import type { ReactNode } from 'react';
import { useFormats } from '../i18n/formats.ts';
import { usePalette } from '../theme/theme.tsx';

/** One number with what it was before. */
export function KpiTile(props: {
  readonly label: ReactNode;
  readonly value: string;
  /** The exact value, as the number's title. */
  readonly exact?: string;
  /** Share of change against the compared value, e.g. 0.12; null when there is none. */
  readonly change?: number | null;
  /** Whether more is better; null draws the change without judgement. */
  readonly isMoreBetter?: boolean | null;
  readonly note?: ReactNode;
  readonly onClick?: () => void;
}) {
  const formats = useFormats();
  const palette = usePalette();
  const { change, isMoreBetter = null, onClick } = props;
  const hasChange = change !== undefined && change !== null && Number.isFinite(change);
  const isUp = hasChange && change >= 0;
  const colour = isMoreBetter === null ? undefined : isUp === isMoreBetter ? palette.better : palette.worse;
  const number = <span title={props.exact}>{props.value}</span>;
  return (
    <div className="ms-kpi">
      <Box variant="awsui-key-label">{props.label}</Box>
      <div className="ms-kpi-value">
        {onClick ? (
          <button type="button" className="ms-plain-button" onClick={onClick}>
            {number}
          </button>
        ) : (
          number
        )}
      </div>
      {hasChange && (
        <span style={{ color: colour }}>
          {isUp ? '▲' : '▼'} {formats.rate(Math.abs(change), 1)}
        </span>
      )}
      {props.note && (
        <Box variant="small" color="text-body-secondary">
          {props.note}
        </Box>
      )}
    </div>
  );
}
