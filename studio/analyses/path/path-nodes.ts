import { presetEvents } from '@millstream/core';
import type { FilterNode } from '../../spec/filter-node.ts';
import type { PathSpec } from '../../spec/path-spec.ts';

/** Label of everything that is not shown one by one. */
export const otherNode = 'other';

/** A selected node. */
export interface PathNode {
  readonly value: string;
  readonly filter: FilterNode | undefined;
  /** What its events are called: the value, or `<place>_<value>` where several nodes share the value. */
  readonly label: string;
  /** JSON pointer of the node in the spec. */
  readonly place: string;
}

/** The nodes of a path analysis. */
export interface PathNodes {
  /** In order: the first one that an event matches gives its label. Null = all nodes, each under its own value. */
  readonly selected: readonly PathNode[] | null;
  /** Labels that paths start (or end) with. */
  readonly startLabels: readonly string[];
}

/** Nodes of the spec; a start that is not selected is one more node, without a filter. */
export function pathNodes({ start, nodes }: PathSpec): PathNodes {
  if (nodes === undefined) return { selected: null, startLabels: [start] };
  const identity = ({ value, filter }: (typeof nodes)[number]) => JSON.stringify([value, filter]);
  // A node given twice is one: only nodes that differ in their filter need different labels.
  const differs = (node: (typeof nodes)[number]) =>
    nodes.some((other) => other.value === node.value && identity(other) !== identity(node));
  const selected: PathNode[] = nodes.map((node, index) => ({
    value: node.value,
    filter: node.filter,
    label: differs(node) ? `${index + 1}_${node.value}` : node.value,
    place: `/path/nodes/${index}`,
  }));
  const starts = selected.filter(({ value }) => value === start).map(({ label }) => label);
  if (starts.length > 0) return { selected, startLabels: [...new Set(starts)] };
  selected.push({ value: start, filter: undefined, label: start, place: '/path/start' });
  return { selected, startLabels: [start] };
}

/** Events that the SDKs send by themselves: too frequent to be steps unless the analysis names them. */
const noiseEvents: readonly string[] = [...presetEvents.map(({ name }) => name), '_session_stop'];

/** Names of events in one statement, at most. */
const mostListedNames = 1000;

/** Events that can be nodes: those of some names only, or all but some. */
export type PathCandidates = { readonly names: readonly string[] } | { readonly allBut: readonly string[] };

/** Which events are looked at (explorations 4.2, 1). With all names known, they are listed: engines skip what is not. */
export function pathCandidates(path: PathSpec, eventNames?: readonly string[]): PathCandidates {
  const { nodeType, start, nodes, includeOthers } = path;
  switch (nodeType) {
    case 'pageTitle':
    case 'pageUrl':
      return { names: ['_page_view'] };
    case 'screenName':
    case 'screenId':
      return { names: ['_screen_view'] };
    case 'event': {
      const named = [start, ...(nodes ?? []).map(({ value }) => value)];
      if (nodes !== undefined && !includeOthers) return { names: named };
      const allBut = noiseEvents.filter((name) => !named.includes(name));
      if (eventNames === undefined || eventNames.length > mostListedNames) return { allBut };
      return { names: [...new Set([...eventNames.filter((name) => !allBut.includes(name)), ...named])] };
    }
  }
}

/** Column whose value is the node. */
export const nodeColumns: Readonly<Record<PathSpec['nodeType'], string>> = {
  event: 'event_name',
  pageTitle: 'page_view_page_title',
  pageUrl: 'page_view_page_url',
  screenName: 'screen_view_screen_name',
  screenId: 'screen_view_screen_id',
};
