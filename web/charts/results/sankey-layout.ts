import type { PathChart } from '@millstream/studio/spec';

/** A node as it is drawn: several small ones of a step may be one. */
export interface SankeyNode {
  readonly id: string;
  readonly step: number;
  readonly label: string;
  readonly value: number;
  readonly lost: number;
  /** Whether small nodes were joined in it, so that nothing single lies behind it. */
  readonly isJoined: boolean;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** A link as it is drawn. */
export interface SankeyLink {
  readonly id: string;
  readonly source: SankeyNode;
  readonly target: SankeyNode;
  readonly value: number;
  readonly y0: number;
  readonly y1: number;
  readonly thickness: number;
}

/** A path's picture. */
export interface SankeyLayout {
  readonly nodes: readonly SankeyNode[];
  readonly links: readonly SankeyLink[];
  readonly steps: number;
  readonly height: number;
  /** Number of nodes that were joined. */
  readonly joined: number;
}

/** What the picture is laid out with, px. */
export interface SankeyOptions {
  readonly stepWidth: number;
  /** Height of the first step's whole. */
  readonly plotHeight: number;
  /** Nodes of a step drawn at most; the others become one. @default 12 */
  readonly mostNodes?: number;
  /** Draws links below 1 % of the start too. @default false */
  readonly smallPaths?: boolean;
}

/** Name of what is joined or was never selected. */
export const joinedLabel = 'other';
export const nodeWidth = 12;
const gap = 10;
const head = 28;
const smallShare = 0.01;

interface Flow {
  readonly step: number;
  readonly source: string;
  readonly target: string;
  value: number;
}

/** Which label each node is drawn under: the largest of a step under their own, the others joined. */
function drawnLabels(chart: PathChart, mostNodes: number): ReadonlyMap<string, string> {
  const drawn = new Map<string, string>();
  for (const list of Map.groupBy(chart.nodes, ({ step }) => step).values()) {
    const named = list.filter(({ label }) => label !== joinedLabel);
    // A joined node takes a place itself.
    const room = list.length > mostNodes ? mostNodes - 1 : mostNodes;
    const shown = new Set(named.slice(0, room).map(({ id }) => id));
    for (const { id, label } of list) drawn.set(id, shown.has(id) ? label : joinedLabel);
  }
  return drawn;
}

/** Lays a path out: steps from left to right, nodes of a step from the largest down, links in the order of their nodes. */
export function layOutSankey(chart: PathChart, options: SankeyOptions): SankeyLayout {
  const { stepWidth, plotHeight, mostNodes = 12, smallPaths = false } = options;
  const labels = drawnLabels(chart, mostNodes);
  const stepOf = new Map(chart.nodes.map(({ id, step }) => [id, step]));
  const started = Math.max(1, ...chart.nodes.filter(({ step }) => step === 1).map(({ value }) => value));
  const scale = plotHeight / started;

  const sums = new Map<
    string,
    { step: number; label: string; value: number; lost: number; members: number }
  >();
  for (const { id, step, label, value, lost } of chart.nodes) {
    const drawn = labels.get(id) ?? label;
    const key = `${step}\n${drawn}`;
    const sum = sums.get(key) ?? { step, label: drawn, value: 0, lost: 0, members: 0 };
    sums.set(key, {
      ...sum,
      value: sum.value + value,
      lost: sum.lost + (lost ?? 0),
      members: sum.members + 1,
    });
  }
  const flows = new Map<string, Flow>();
  for (const { source, target, value, isExit } of chart.links) {
    const step = stepOf.get(source);
    if (isExit || step === undefined) continue;
    const [from, to] = [labels.get(source) ?? '', labels.get(target) ?? ''];
    const key = `${step}\n${from}\n${to}`;
    const flow = flows.get(key) ?? { step, source: from, target: to, value: 0 };
    flow.value += value;
    flows.set(key, flow);
  }

  const nodes = new Map<string, SankeyNode>();
  let height = 0;
  for (const [step, list] of Map.groupBy(sums.values(), (sum) => sum.step)) {
    let y = head;
    const last = (label: string) => (label === joinedLabel ? 1 : 0);
    for (const sum of [...list].sort((a, b) => last(a.label) - last(b.label) || b.value - a.value)) {
      const nodeHeight = Math.max(2, sum.value * scale);
      nodes.set(`${step}\n${sum.label}`, {
        id: `${sum.label}_${step}`,
        step,
        label: sum.label,
        value: sum.value,
        lost: sum.lost,
        isJoined: sum.members > 1,
        x: (step - 1) * stepWidth,
        y,
        height: nodeHeight,
      });
      y += Math.max(nodeHeight, 14) + gap;
    }
    height = Math.max(height, y);
  }
  return {
    nodes: [...nodes.values()],
    links: layOutLinks([...flows.values()], nodes, {
      scale,
      least: smallPaths ? 0 : started * smallShare,
    }),
    steps: Math.max(0, ...chart.nodes.map(({ step }) => step)),
    height: height + 8,
    joined: [...labels].filter(([id, label]) => label === joinedLabel && !id.startsWith(`${joinedLabel}_`))
      .length,
  };
}

function layOutLinks(
  flows: readonly Flow[],
  nodes: ReadonlyMap<string, SankeyNode>,
  options: { readonly scale: number; readonly least: number },
): readonly SankeyLink[] {
  const out = new Map<string, number>();
  const into = new Map<string, number>();
  return flows
    .flatMap((flow) => {
      const source = nodes.get(`${flow.step}\n${flow.source}`);
      const target = nodes.get(`${flow.step + 1}\n${flow.target}`);
      return source === undefined || target === undefined || flow.value < options.least
        ? []
        : [{ flow, source, target }];
    })
    .sort((a, b) => a.source.y - b.source.y || a.target.y - b.target.y)
    .map(({ flow, source, target }) => {
      const thickness = Math.max(1, flow.value * options.scale);
      const y0 = out.get(source.id) ?? source.y;
      const y1 = into.get(target.id) ?? target.y;
      out.set(source.id, y0 + thickness);
      into.set(target.id, y1 + thickness);
      const id = `${source.id}\n${target.id}`;
      return { id, source, target, value: flow.value, y0, y1, thickness };
    });
}

/** Nodes and links on any way through a node, forward and backward. */
export function trajectoryOf(layout: SankeyLayout, nodeId: string): ReadonlySet<string> {
  const lit = new Set([nodeId]);
  const walk = (from: 'source' | 'target', to: 'source' | 'target') => {
    const queue = [nodeId];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      for (const link of layout.links) {
        if (link[from].id !== id || lit.has(link.id)) continue;
        lit.add(link.id);
        if (!lit.has(link[to].id)) queue.push(link[to].id);
        lit.add(link[to].id);
      }
    }
  };
  walk('source', 'target');
  walk('target', 'source');
  return lit;
}
