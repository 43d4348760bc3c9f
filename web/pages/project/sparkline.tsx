import { usePalette } from '../../theme/theme.tsx';

const width = 96;
const height = 20;

/** Small columns of one series, oldest first. */
export function Sparkline(props: { readonly values: readonly number[]; readonly label: string }) {
  const { values, label } = props;
  const palette = usePalette();
  const most = Math.max(1, ...values);
  const step = width / Math.max(1, values.length);
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      {values.map((value, index) => {
        const tall = value === 0 ? 1 : Math.max(2, (value / most) * height);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: an hour is known by its place
            key={index}
            x={index * step}
            y={height - tall}
            width={Math.max(1, step - 1)}
            height={tall}
            fill={palette.series[0]}
            opacity={value === 0 ? 0.3 : 1}
          />
        );
      })}
    </svg>
  );
}
