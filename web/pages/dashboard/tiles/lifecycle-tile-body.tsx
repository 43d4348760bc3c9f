import { useEffect, useMemo, useState } from 'react';
import { ApiError } from '../../../api/api-error.ts';
import { useSay } from '../../../i18n/language.tsx';
import { ErrorState, LoadingState } from '../../../panel/panel-states.tsx';
import { comparedTime } from '../../../time-range/compared-time.ts';
import { todayIn } from '../../../time-range/local-date.ts';
import { daysOf } from '../../../time-range/range.ts';
import type { Tile } from '../../dashboards/dashboard-body.ts';
import { type LifecycleDefinition, useLifecycleDefinition, type Visual } from '../../lifecycle/definition.ts';
import { FigureMenu } from '../../lifecycle/figure-menu.tsx';
import type { LifecycleQuestion } from '../../lifecycle/lifecycle-choices.ts';
import { useVisualView } from '../../lifecycle/use-visual-view.tsx';
import type { VisualMark } from '../../lifecycle/visual-mark.ts';
import { compareOf, timeOf } from '../tile-place.ts';
import type { TileProps } from './tile-view.ts';

type LifecycleTile = Extract<Tile, { kind: 'lifecycle' }>;

function Figure(
  props: TileProps<LifecycleTile> & { readonly definition: LifecycleDefinition; readonly visual: Visual },
) {
  const { tile, question, definition, visual, onTable, onSelect } = props;
  const [pointed, setPointed] = useState<{
    readonly mark: VisualMark;
    readonly at: { x: number; y: number };
  } | null>(null);
  const { asked, compared } = useMemo(() => {
    const { projectId, appId, platforms, filter, timeZone } = question;
    const time = timeOf(tile, question);
    const shared = {
      projectId,
      appId,
      parameters: tile.parameters,
      ...(platforms.length === 0 ? {} : { platforms }),
      ...(filter === null ? {} : { filter }),
    };
    const days = daysOf(time, todayIn(timeZone, Date.now()), 'monday');
    const before = comparedTime(days, compareOf(question.compare));
    return {
      asked: { ...shared, time } satisfies LifecycleQuestion,
      compared: before === null ? null : { ...shared, time: before },
    };
  }, [question, tile]);
  const view = useVisualView({
    definition,
    visual,
    title: tile.title,
    question: asked,
    compared,
    isWanted: props.isWanted,
    height: props.height,
    onMark: onSelect === undefined ? undefined : (mark, at) => setPointed({ mark, at }),
    asTable: props.asTable,
  });
  const { table } = view;
  const key = JSON.stringify(table);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the table is made anew with each drawing; its content counts.
  useEffect(() => onTable(table), [onTable, key]);
  return (
    <>
      {view.body}
      {pointed !== null && (
        <FigureMenu
          definition={definition}
          mark={pointed.mark}
          at={pointed.at}
          filter={null}
          onOpen={({ cell }) =>
            onSelect?.({
              place: pointed.mark.place.join(' · '),
              ask: (page) => ({
                path: '/studio/dashboard/drill',
                body: { ...asked, visual: visual.id, cell, ...page },
              }),
            })
          }
          onClose={() => setPointed(null)}
        />
      )}
    </>
  );
}

/** A visual of the life cycle dashboard on a board of one's own. */
export function LifecycleTileBody(props: TileProps<LifecycleTile>) {
  const say = useSay();
  const definition = useLifecycleDefinition();
  const { tile, height } = props;
  if (definition.isError)
    return <ErrorState error={definition.error} onRetry={() => void definition.refetch()} height={height} />;
  if (definition.data === undefined) return <LoadingState thing={tile.title} height={height} />;
  const visual = definition.data.sheets
    .flatMap(({ sections }) => sections.flatMap(({ visuals }) => visuals))
    .find(({ id }) => id === tile.visual);
  if (visual === undefined) {
    const message = say('dashboards.visualGone', { visual: tile.visual });
    return (
      <ErrorState error={new ApiError({ code: 'VISUAL_UNKNOWN', message, status: 0 })} height={height} />
    );
  }
  return <Figure {...props} definition={definition.data} visual={visual} />;
}
