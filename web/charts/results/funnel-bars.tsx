import { useId } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { usePalette } from '../../theme/theme.tsx';
import { cutMiddle } from '../cut-text.ts';
import { useWidth } from '../use-width.ts';
import { FunnelRows } from './funnel-rows.tsx';
import type { FunnelStepView } from './funnel-step-view.ts';
import { MarkWalker } from './mark-walk.tsx';
import type { OpenMark } from './result-mark.ts';

const top = 28;
const plot = 220;
const bottom = 44;
/** Below this width, px, steps stack as rows. */
const leastWidth = 420;
/** Two bars with a label each need this width, px, a bar. */
const leastLabel = 84;

/** Upright bars from one base line: solid is reached, hatched is lost. In narrow places steps stack as rows. */
export function FunnelBars(props: {
  readonly name: string;
  readonly summary: string;
  readonly steps: readonly FunnelStepView[];
  readonly onOpen?: OpenMark | undefined;
}) {
  const { steps, onOpen } = props;
  const say = useSay();
  const palette = usePalette();
  const hatch = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const marks = steps.flatMap(({ bars }) =>
    bars.flatMap(({ reachedMark, lostMark }) =>
      lostMark === null ? [reachedMark] : [reachedMark, lostMark],
    ),
  );
  if (width < leastWidth) {
    return (
      <div ref={ref}>
        <MarkWalker name={props.name} summary={props.summary} marks={marks} onOpen={onOpen}>
          {(walk) => <FunnelRows steps={steps} activeId={walk.activeId} />}
        </MarkWalker>
      </div>
    );
  }
  const slot = width / Math.max(1, steps.length);
  const group = Math.min(slot * 0.62, 200);
  return (
    <div ref={ref}>
      <MarkWalker name={props.name} summary={props.summary} marks={marks} onOpen={onOpen}>
        {(walk) => (
          <svg width={width} height={top + plot + bottom} role="presentation">
            <defs>
              <pattern
                id={hatch}
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="6" height="6" fill={palette.line} opacity="0.35" />
                <rect width="2" height="6" fill={palette.other} opacity="0.7" />
              </pattern>
            </defs>
            <line x1="0" x2={width} y1={top + plot} y2={top + plot} stroke={palette.other} />
            {[...steps.entries()].map(([index, step]) => {
              const left = slot * index + (slot - group) / 2;
              const each = group / step.bars.length;
              return (
                <g key={index}>
                  {step.between !== null && (
                    <text x={slot * index} y={top + plot + 34} textAnchor="middle" fill={palette.text}>
                      {step.between}
                    </text>
                  )}
                  {step.bars.map((bar, at) => {
                    const x = left + each * at;
                    const w = Math.max(2, each - 3);
                    const reached = Math.max(bar.count > 0 ? 1 : 0, bar.reached * plot);
                    const lost = bar.lost * plot;
                    return (
                      <g key={bar.id}>
                        {bar.lostMark !== null && lost > 0 && (
                          <rect
                            data-mark={bar.lostMark.id}
                            className="ms-mark"
                            x={x}
                            y={top + plot - reached - lost}
                            width={w}
                            height={lost}
                            fill={`url(#${hatch})`}
                            stroke={walk.activeId === bar.lostMark.id ? palette.text : 'none'}
                            strokeWidth="2"
                          >
                            <title>{`${bar.lostMark.place.join(' · ')}: ${bar.lostMark.text}`}</title>
                          </rect>
                        )}
                        <rect
                          data-mark={bar.reachedMark.id}
                          className="ms-mark"
                          x={x}
                          y={top + plot - reached}
                          width={w}
                          height={reached}
                          fill={bar.colour}
                          stroke={walk.activeId === bar.reachedMark.id ? palette.text : 'none'}
                          strokeWidth="2"
                        >
                          <title>{`${bar.reachedMark.place.join(' · ')}: ${bar.reachedMark.text}`}</title>
                        </rect>
                        {(step.bars.length === 1 || (step.bars.length === 2 && each >= leastLabel)) && (
                          <text
                            x={x + w / 2}
                            y={top + plot - reached - lost - 8}
                            textAnchor="middle"
                            fill={palette.text}
                            fontWeight="700"
                          >
                            {bar.label}
                          </text>
                        )}
                      </g>
                    );
                  })}
                  <text
                    x={slot * index + slot / 2}
                    y={top + plot + 16}
                    textAnchor="middle"
                    fill={palette.text}
                  >
                    {cutMiddle(`${index + 1} ${step.name}`, Math.max(8, Math.floor(slot / 8)))}
                    <title>{step.name}</title>
                  </text>
                </g>
              );
            })}
            <title>{say('explore.funnelPicture')}</title>
          </svg>
        )}
      </MarkWalker>
    </div>
  );
}
