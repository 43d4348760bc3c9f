import './sparkline.css';
import { usePalette } from '../theme/theme.tsx';

/** A line without axes: how a number moved. */
export function Sparkline({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  const { series } = usePalette();
  const most = Math.max(1, ...values);
  const step = values.length > 1 ? 88 / (values.length - 1) : 0;
  const points = values.map((value, at) => `${1 + at * step},${22 - (value / most) * 20}`).join(' ');
  return (
    <svg className="ms-sparkline" viewBox="0 0 90 24" role="img" aria-label={label}>
      {values.length === 1 ? (
        <circle cx="45" cy="12" r="2" fill={series[0]} />
      ) : (
        <polyline points={points} fill="none" stroke={series[0]} strokeWidth="1.5" />
      )}
    </svg>
  );
}
