import type { FilterNode } from '@millstream/studio/spec';
import { type PointAction, PointMenu } from '../../charts/results/point-menu.tsx';
import { useSay } from '../../i18n/language.tsx';
import type { LifecycleDefinition } from './definition.ts';
import type { VisualMark } from './visual-mark.ts';

/** A condition on the values of a mark's row; null when one of its dimensions is no field. */
function conditionOf(
  definition: LifecycleDefinition,
  { values = [] }: VisualMark,
  isExcluded: boolean,
): FilterNode | null {
  const nodes = values.map(({ dimension, value }): FilterNode | null => {
    const field = definition.dimensionFields[dimension];
    if (field === undefined) return null;
    if (value === null) return { field, operator: isExcluded ? 'is_not_null' : 'is_null' };
    return { field, operator: isExcluded ? 'not_in' : 'in', value: [value] };
  });
  const children = nodes.filter((node) => node !== null);
  const [only] = children;
  if (only === undefined || children.length < nodes.length) return null;
  return children.length === 1 ? only : { op: isExcluded ? 'or' : 'and', children };
}

function added(filter: FilterNode | null, node: FilterNode): FilterNode {
  if (filter === null) return node;
  if ('op' in filter && filter.op === 'and') return { op: 'and', children: [...filter.children, node] };
  return { op: 'and', children: [filter, node] };
}

/** The menu of a number: what lies behind it, filters, copy. */
export function FigureMenu(props: {
  readonly definition: LifecycleDefinition;
  readonly mark: VisualMark;
  readonly at: { readonly x: number; readonly y: number };
  readonly filter: FilterNode | null;
  /** Absent where the page has no filter to change. */
  readonly onFilter?: (filter: FilterNode) => void;
  readonly onOpen: (opens: NonNullable<VisualMark['opens']>) => void;
  readonly onClose: () => void;
}) {
  const say = useSay();
  const { definition, mark, filter, onFilter } = props;
  const { opens } = mark;
  const filterAction = (id: 'only' | 'exclude'): PointAction => {
    const node = conditionOf(definition, mark, id === 'exclude');
    return {
      id,
      text: say(`lifecycle.point.${id}`),
      disabledReason: node === null ? say('lifecycle.point.noField') : undefined,
      onSelect: () => node !== null && onFilter?.(added(filter, node)),
    };
  };
  const actions: readonly PointAction[] = [
    {
      id: 'open',
      text: say(opens?.unit === 'event' ? 'lifecycle.point.events' : 'lifecycle.point.users'),
      disabledReason:
        opens === null
          ? say(mark.noList === 'platforms' ? 'lifecycle.point.noListPlatforms' : 'lifecycle.point.noList')
          : undefined,
      onSelect: () => opens !== null && props.onOpen(opens),
    },
    ...(onFilter === undefined || mark.values === undefined
      ? []
      : [filterAction('only'), filterAction('exclude')]),
    {
      id: 'copy',
      text: say('lifecycle.point.copy'),
      onSelect: () => void navigator.clipboard.writeText(mark.text),
    },
  ];
  const shown = {
    id: 'figure',
    place: mark.place,
    text: mark.text,
    value: null,
    cell: null,
    row: 0,
    column: 0,
  };
  return <PointMenu mark={shown} at={props.at} actions={actions} onClose={props.onClose} />;
}
