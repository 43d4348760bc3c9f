import type { AnalysisResult, FilterNode } from '@millstream/studio/spec';
import type { PointAction } from '../../../charts/results/point-menu.tsx';
import type { ResultMark } from '../../../charts/results/result-mark.ts';
import { useSay } from '../../../i18n/language.tsx';
import type { EditName } from '../model/edit-log.ts';
import type { AnyDraft } from '../model/explore-draft.ts';
import { bothFilters, filterOfGroup, filterWithoutGroup } from './group-filter.ts';

/** What the menu of a figure works with. */
export interface PointParts {
  readonly result: AnalysisResult;
  readonly draft: AnyDraft;
  readonly filter: FilterNode | null;
  readonly onFilter: (filter: FilterNode) => void;
  readonly onEdit: (name: EditName, draft: AnyDraft) => void;
  /** Opens the list behind a figure. */
  readonly onDrill: (mark: ResultMark) => void;
  /** Brings the person to the choice of groups. */
  readonly onBreakDown: () => void;
}

/** The same menu on every figure: see who is behind it, filter, exclude, break down, copy. */
export function usePointActions(parts: PointParts): (mark: ResultMark) => readonly PointAction[] {
  const say = useSay();
  const { result, draft, filter, onFilter, onEdit, onDrill, onBreakDown } = parts;
  return (mark) => {
    const fields = 'groupBy' in result.spec ? (result.spec.groupBy ?? []) : [];
    const own = filterOfGroup(fields, mark.group);
    const without = filterWithoutGroup(fields, mark.group);
    const isEmpty = mark.value === 0;
    return [
      {
        id: 'see',
        text: say(mark.unit === 'event' ? 'explore.seeEvents' : 'explore.seeUsers'),
        disabledReason:
          mark.cell === null ? say('explore.nothingSingle') : isEmpty ? say('explore.nobodyHere') : undefined,
        onSelect: () => onDrill(mark),
      },
      ...(own === null
        ? []
        : [
            {
              id: 'filter',
              text: say('explore.filterTo'),
              onSelect: () => onFilter(bothFilters(filter, own)),
            },
          ]),
      ...(without === null
        ? []
        : [
            {
              id: 'exclude',
              text: say('explore.exclude'),
              onSelect: () => onFilter(bothFilters(filter, without)),
            },
          ]),
      ...(draft.kind === 'path' && mark.node !== undefined
        ? [
            {
              id: 'start',
              text: say(draft.options.anchor === 'start' ? 'explore.startHere' : 'explore.endHere'),
              onSelect: () =>
                onEdit(
                  {
                    id: 'explore.edit.event',
                    values: { what: say('explore.startNode'), event: mark.node ?? '' },
                  },
                  { ...draft, options: { ...draft.options, start: mark.node ?? '' } },
                ),
            },
          ]
        : []),
      ...('groupBy' in result.spec || draft.kind === 'event'
        ? [{ id: 'break', text: say('explore.breakDownBy'), onSelect: onBreakDown }]
        : []),
      {
        id: 'copy',
        text: say('explore.copyValue'),
        onSelect: () =>
          void navigator.clipboard.writeText(mark.value === null ? mark.text : String(mark.value)),
      },
    ];
  };
}
