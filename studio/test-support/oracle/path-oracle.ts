import type { AnalysisContext } from '../../base/analysis-context.ts';
import { compareText } from '../../result/group-label.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { PathSpec } from '../../spec/path-spec.ts';
import type { Corpus, CorpusEvent } from '../corpus.ts';
import { distinct, groupedBy, OracleEvents } from './oracle-events.ts';

/** What a path analysis must answer. Edges are `step`, source, target (null = lost), value. */
export interface OraclePaths {
  readonly edges: readonly (readonly [number, string, string | null, number])[];
  readonly nodes: readonly (readonly [
    step: number,
    label: string,
    value: number,
    out: number,
    lost: number,
  ])[];
  readonly paths: readonly (readonly [labels: string, value: number])[];
  readonly started: number;
}

interface Labelled {
  readonly event: CorpusEvent;
  readonly label: string;
}
interface Step {
  readonly user: string;
  readonly step: number;
  readonly label: string;
  readonly next: string | null;
}

const noise =
  '_session_start _session_stop _screen_view _page_view _app_exception _app_update _first_open _os_update _user_engagement _profile_set _app_start _app_end _scroll _search _click _clickstream_error _mp_share _mp_favorite _page_load'.split(
    ' ',
  );

/** Order of a user's events: time, upload number with nulls last, id. */
export function inOrder(a: CorpusEvent, b: CorpusEvent): number {
  return a.ms - b.ms || (a.seq ?? Infinity) - (b.seq ?? Infinity) || compareText(a.id, b.id) || 0;
}

/** Node of an event that is a candidate; null for others. */
function nodeOf(event: CorpusEvent, { nodeType, start, nodes, includeOthers }: PathSpec): string | null {
  const column = (name: string) => String(event.columns?.[name] ?? '') || null;
  switch (nodeType) {
    case 'pageTitle':
      return event.name === '_page_view' ? column('page_view_page_title') : null;
    case 'pageUrl':
      return event.name === '_page_view' ? column('page_view_page_url') : null;
    case 'screenName':
      return event.name === '_screen_view' ? column('screen_view_screen_name') : null;
    case 'screenId':
      return event.name === '_screen_view' ? column('screen_view_screen_id') : null;
    case 'event': {
      const isNamed = event.name === start || (nodes ?? []).some(({ value }) => value === event.name);
      if (isNamed) return event.name;
      const areOthersAsked = nodes === undefined || includeOthers;
      return areOthersAsked && !noise.includes(event.name) ? event.name : null;
    }
  }
}

/** Label of a node: itself, numbered where one value has several filters, or `other`; null when it is left out. */
function labelOf(oracle: OracleEvents, labelled: Labelled, path: PathSpec): string | null {
  if (path.nodes === undefined) return labelled.label;
  const isStartListed = path.nodes.some(({ value }) => value === path.start);
  const list = isStartListed ? path.nodes : [...path.nodes, { value: path.start }];
  const index = list.findIndex(
    (node) =>
      node.value === labelled.label &&
      oracle.holds(labelled.event, 'filter' in node ? node.filter : undefined),
  );
  const found = list[index];
  if (found === undefined) return path.includeOthers ? 'other' : null;
  const filters = list
    .filter(({ value }) => value === found.value)
    .map((node) => JSON.stringify('filter' in node ? node.filter : undefined));
  return distinct(filters).length > 1 ? `${index + 1}_${found.value}` : found.value;
}

function sessionsOf(
  oracle: OracleEvents,
  events: readonly Labelled[],
  { session }: PathSpec,
): readonly (readonly Labelled[])[] {
  if (session.type === 'session') {
    const stored = events.filter(({ event }) => event.session !== null && event.session !== undefined);
    const key = ({ event }: Labelled) => JSON.stringify([oracle.userKey(event), event.session]);
    return [...groupedBy(stored, key).values()];
  }
  return [...groupedBy(events, ({ event }) => oracle.userKey(event)).values()].flatMap((list) => {
    const sessions: Labelled[][] = [];
    for (const [index, entry] of list.entries()) {
      const previous = list[index - 1];
      const isNew = previous === undefined || entry.event.ms - previous.event.ms >= session.seconds * 1000;
      if (isNew) sessions.push([]);
      sessions.at(-1)?.push(entry);
    }
    return sessions;
  });
}

/** Labels that paths start with: those of nodes with the start's value. */
function startsWith(label: string, { start, nodes = [] }: PathSpec): boolean {
  const places = nodes.flatMap(({ value }, index) => (value === start ? [index + 1] : []));
  const filters = nodes.filter(({ value }) => value === start).map(({ filter }) => JSON.stringify(filter));
  if (distinct(filters).length > 1) return places.some((place) => label === `${place}_${start}`);
  return label === start;
}

/** A session's labels from the start on: merged, cut, forwards or backwards. */
function pathOf(session: readonly Labelled[], path: PathSpec): readonly string[] {
  const merged = session.filter(
    ({ label }, index) => !path.mergeConsecutive || label !== session[index - 1]?.label,
  );
  const labels = merged.map(({ label }) => label);
  if (path.anchor === 'end') labels.reverse();
  const start = labels.findIndex((label) => startsWith(label, path));
  return start < 0 ? [] : labels.slice(start);
}

/** Path analysis over arrays, in the words of explorations 4.2. */
export function pathOracle(corpus: Corpus, spec: SpecOf<'path'>, context: AnalysisContext): OraclePaths {
  const { path } = spec;
  const oracle = new OracleEvents(corpus);
  const labelled = oracle
    .within(context.range)
    .filter((event) => oracle.holds(event, spec.filter))
    .filter((event) => path.platform === undefined || event.columns?.platform === path.platform)
    .toSorted(inOrder)
    .flatMap((event) => {
      const node = nodeOf(event, path);
      const label = node === null ? null : labelOf(oracle, { event, label: node }, path);
      return label === null ? [] : [{ event, label }];
    });
  const paths = sessionsOf(oracle, labelled, path).map((session) => ({
    user: session[0] === undefined ? '' : oracle.userKey(session[0].event),
    labels: pathOf(session, path),
  }));
  const steps = paths.flatMap(({ user, labels }) =>
    labels
      .slice(0, path.maxStep)
      .map((label, index): Step => ({ user, step: index + 1, label, next: labels[index + 1] ?? null })),
  );
  const isStep = (step: Step) => step.step === 1;
  const whole = paths
    .filter(({ labels }) => labels.length > 0)
    .map(({ user, labels }) => ({ user, key: JSON.stringify(labels.slice(0, path.maxStep)) }));
  return {
    ...countedSteps(collapsed(steps, path), path),
    paths: [...groupedBy(whole, ({ key }) => key)].map(([key, list]) => [key, countOf(list, path)] as const),
    started: countOf(steps.filter(isStep), path),
  };
}

function countOf(rows: readonly { readonly user: string }[], { metric }: PathSpec): number {
  return metric === 'userCount' ? distinct(rows.map(({ user }) => user)).length : rows.length;
}

/** Steps with the labels beyond the 20 largest of each step as `other`. */
function collapsed(steps: readonly Step[], path: PathSpec): readonly Step[] {
  const shown = new Map(
    distinct(steps.map(({ step }) => step)).map((step) => {
      const labels = groupedBy(
        steps.filter((one) => one.step === step && one.label !== 'other'),
        ({ label }) => label,
      );
      const ranked = [...labels]
        .map(([label, rows]) => ({ label, weight: countOf(rows, path) }))
        .sort((a, b) => b.weight - a.weight || compareText(a.label, b.label));
      return [step, ranked.slice(0, 20).map(({ label }) => label)] as const;
    }),
  );
  const named = (label: string, step: number) => (shown.get(step)?.includes(label) ? label : 'other');
  return steps.map((one) => ({
    ...one,
    label: named(one.label, one.step),
    next: one.next === null ? null : named(one.next, one.step + 1),
  }));
}

function countedSteps(steps: readonly Step[], path: PathSpec): Pick<OraclePaths, 'edges' | 'nodes'> {
  const followed = steps.filter(({ step }) => step < path.maxStep);
  const edges = groupedBy(followed, ({ step, label, next }) => JSON.stringify([step, label, next]));
  const nodes = groupedBy(steps, ({ step, label }) => JSON.stringify([step, label]));
  return {
    edges: [...edges.values()].flatMap((rows) => {
      const [first] = rows;
      return first === undefined ? [] : [[first.step, first.label, first.next, countOf(rows, path)] as const];
    }),
    nodes: [...nodes.values()].flatMap((rows) => {
      const [first] = rows;
      if (first === undefined) return [];
      const on = rows.filter(({ next }) => next !== null);
      const lost = rows.filter(({ next }) => next === null);
      return [
        [first.step, first.label, countOf(rows, path), countOf(on, path), countOf(lost, path)] as const,
      ];
    }),
  };
}
