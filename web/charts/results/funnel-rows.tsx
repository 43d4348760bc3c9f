import { usePalette } from '../../theme/theme.tsx';
import type { FunnelStepView } from './funnel-step-view.ts';

/** The funnel as rows, for narrow places. */
export function FunnelRows(props: {
  readonly steps: readonly FunnelStepView[];
  readonly activeId: string | null;
}) {
  const palette = usePalette();
  return (
    <div>
      {[...props.steps.entries()].map(([index, step]) => (
        <div key={index} style={{ marginBlockEnd: 12 }}>
          {step.between !== null && <div style={{ color: 'var(--ms-muted)' }}>{step.between}</div>}
          <div className="ms-text">
            {index + 1} {step.name}
          </div>
          {step.bars.map((bar) => (
            <div key={bar.id} style={{ display: 'flex', alignItems: 'center', gap: 8, marginBlock: 2 }}>
              <button
                type="button"
                tabIndex={-1}
                data-mark={bar.reachedMark.id}
                className="ms-mark"
                aria-label={`${bar.reachedMark.place.join(', ')}: ${bar.reachedMark.text}`}
                style={{
                  border: props.activeId === bar.reachedMark.id ? `2px solid ${palette.text}` : 0,
                  background: bar.colour,
                  padding: 0,
                  inlineSize: bar.count === 0 ? 2 : `${Math.max(1, bar.reached * 60)}%`,
                  minBlockSize: 24,
                  borderRadius: 2,
                }}
              />
              {bar.lostMark !== null && bar.lost > 0 && (
                <button
                  type="button"
                  tabIndex={-1}
                  data-mark={bar.lostMark.id}
                  className="ms-mark ms-open-cell"
                  aria-label={`${bar.lostMark.place.join(', ')}: ${bar.lostMark.text}`}
                  style={{
                    border: props.activeId === bar.lostMark.id ? `2px solid ${palette.text}` : 0,
                    padding: 0,
                    inlineSize: `${Math.max(1, bar.lost * 60)}%`,
                    minBlockSize: 24,
                    borderRadius: 2,
                  }}
                />
              )}
              <span>{bar.label}</span>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
