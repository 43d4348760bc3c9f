import type { PathChart } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { coloursOf } from '../../theme/palette.ts';
import { usePalette } from '../../theme/theme.tsx';
import { cutMiddle, visibleText } from '../cut-text.ts';
import { useWidth } from '../use-width.ts';
import { MarkWalker } from './mark-walk.tsx';
import type { OpenMark, ResultMark } from './result-mark.ts';
import {
  joinedLabel,
  layOutSankey,
  nodeWidth,
  type SankeyLink,
  type SankeyNode,
  trajectoryOf,
} from './sankey-layout.ts';
import { ScrollArea } from './scroll-area.tsx';

const plotHeight = 320;
const leastStepWidth = 190;
const longestLabel = 24;
const lowestLabelled = 14;

/** The node whose ways are lit while a mark is pointed at: a link's and an exit's source is the first part of its id. */
function nodeOfMark(id: string | null): string | null {
  return id?.split('\n')[0] ?? null;
}

function curve(link: SankeyLink, stepWidth: number): string {
  const x0 = link.source.x + nodeWidth;
  const x1 = link.target.x;
  const middle = x0 + (stepWidth - nodeWidth) / 2;
  const y0 = link.y0 + link.thickness / 2;
  const y1 = link.y1 + link.thickness / 2;
  return `M${x0},${y0} C${middle},${y0} ${middle},${y1} ${x1},${y1}`;
}

/** What people did step by step: nodes and links; exits are grey stubs. Hover or focus lights every way through a node. */
export function Sankey(props: {
  readonly chart: PathChart;
  readonly name: string;
  readonly summary: string;
  readonly smallPaths: boolean;
  /** What a drill lists. */
  readonly unit: 'user' | 'event';
  readonly labelOf: (label: string) => string;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { chart, labelOf, onOpen, smallPaths, unit } = props;
  const say = useSay();
  const formats = useFormats();
  const palette = usePalette();
  const [ref, width] = useWidth<HTMLDivElement>();
  const steps = Math.max(1, ...chart.nodes.map(({ step }) => step));
  const stepWidth = Math.max(leastStepWidth, Math.floor(width / Math.min(5, steps)));
  const layout = useMemo(
    () => layOutSankey(chart, { stepWidth, plotHeight, smallPaths }),
    [chart, stepWidth, smallPaths],
  );
  const colours = useMemo(
    () =>
      coloursOf(
        chart.nodes.map(({ label }) => label),
        palette,
      ),
    [chart, palette],
  );
  const started = layout.nodes.find(({ step }) => step === 1)?.value ?? 0;
  const share = (value: number) => (started === 0 ? '' : formats.rate(value / started, 1));
  const markOf = (node: SankeyNode, index: number): ResultMark => ({
    id: node.id,
    place: [say('explore.stepPlace', { step: node.step }), labelOf(node.label)],
    text: `${formats.count(node.value)} · ${share(node.value)}`,
    value: node.value,
    cell: node.isJoined ? null : { type: 'node', step: node.step, label: node.label, number: 'value' },
    node: node.label,
    unit,
    row: index,
    column: node.step,
  });
  const marks = [...Map.groupBy(layout.nodes, ({ step }) => step).values()].flatMap((list) =>
    list.map(markOf),
  );
  const linkMark = (link: SankeyLink): ResultMark => ({
    id: link.id,
    place: [`${labelOf(link.source.label)} → ${labelOf(link.target.label)}`],
    text: `${formats.count(link.value)} · ${share(link.value)}`,
    value: link.value,
    cell:
      link.source.isJoined || link.target.isJoined
        ? null
        : {
            type: 'edge',
            step: link.source.step,
            source: link.source.label,
            target: link.target.label,
          },
    unit,
    row: 0,
    column: link.source.step,
  });
  const lostMark = (node: SankeyNode): ResultMark => ({
    ...markOf(node, 0),
    id: `${node.id}\nleft`,
    place: [say('explore.leftAfter', { step: node.step }), labelOf(node.label)],
    text: `${formats.count(node.lost)} · ${share(node.lost)}`,
    value: node.lost,
    cell: node.isJoined ? null : { type: 'node', step: node.step, label: node.label, number: 'lost' },
  });
  return (
    <div ref={ref}>
      <MarkWalker
        name={props.name}
        summary={props.summary}
        marks={marks}
        more={[...layout.links.map(linkMark), ...layout.nodes.map(lostMark)]}
        onOpen={onOpen}
      >
        {(walk) => {
          const focus = nodeOfMark(walk.activeId);
          const lit = focus === null ? null : trajectoryOf(layout, focus);
          const strength = (id: string, full: number) => (lit === null || lit.has(id) ? full : 0.1);
          return (
            <ScrollArea name={props.name}>
              <svg width={Math.max(width, stepWidth * steps)} height={layout.height} role="presentation">
                {[...Array(steps).keys()].map((index) => (
                  <text key={index} x={index * stepWidth} y="14" fill={palette.text} fontWeight="700">
                    {say('explore.stepPlace', { step: index + 1 })}
                  </text>
                ))}
                {layout.links.map((link) => (
                  <path
                    key={link.id}
                    d={curve(link, stepWidth)}
                    fill="none"
                    className="ms-mark"
                    data-mark={link.id}
                    stroke={colours.get(link.source.label) ?? palette.other}
                    strokeWidth={link.thickness}
                    strokeOpacity={strength(link.id, 0.35)}
                  >
                    <title>{`${linkMark(link).place.join(' ')}: ${linkMark(link).text}`}</title>
                  </path>
                ))}
                {layout.nodes.map((node) => {
                  const mark = markOf(node, 0);
                  const lostHeight = node.value === 0 ? 0 : (node.lost / node.value) * node.height;
                  return (
                    <g key={node.id} opacity={strength(node.id, 1) < 1 ? 0.3 : 1}>
                      {lostHeight >= 1 && (
                        <rect
                          data-mark={`${node.id}\nleft`}
                          className="ms-mark"
                          x={node.x + nodeWidth}
                          y={node.y + node.height - lostHeight}
                          width="26"
                          height={lostHeight}
                          fill={palette.other}
                          opacity="0.28"
                        >
                          <title>
                            {say('explore.left', { rate: formats.rate(node.lost / node.value, 0) })}
                          </title>
                        </rect>
                      )}
                      <rect
                        data-mark={node.id}
                        className="ms-mark"
                        x={node.x}
                        y={node.y}
                        width={nodeWidth}
                        height={node.height}
                        rx="2"
                        fill={colours.get(node.label) ?? palette.other}
                        stroke={walk.activeId === node.id ? palette.text : 'none'}
                        strokeWidth="2"
                      >
                        <title>{`${mark.place.join(' · ')}: ${mark.text}`}</title>
                      </rect>
                      {node.height >= lowestLabelled && (
                        <text
                          x={node.x + nodeWidth + 5}
                          y={node.y + 12}
                          fill={palette.text}
                          stroke={palette.background}
                          strokeWidth="3"
                          paintOrder="stroke"
                          pointerEvents="none"
                        >
                          {cutMiddle(
                            node.label === joinedLabel
                              ? say('explore.other')
                              : visibleText(labelOf(node.label)),
                            longestLabel,
                          )}
                          <tspan fill={palette.text} opacity="0.8">
                            {` ${formats.compact(node.value)} · ${share(node.value)}`}
                          </tspan>
                        </text>
                      )}
                    </g>
                  );
                })}
              </svg>
            </ScrollArea>
          );
        }}
      </MarkWalker>
    </div>
  );
}
