import { type DimensionId, dimensions } from '@millstream/reporting';
import type { AnalysisContext } from '../../base/analysis-context.ts';
import { columnType } from '../../fields/preset-columns.ts';
import { equal, integer, isNull, min, over, when } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import type { SourceColumn } from '../../plan/source.ts';

/** Columns of the user row that the dimensions read. */
function userColumns(ids: readonly DimensionId[]): readonly string[] {
  return [...new Set(ids.flatMap((id) => dimensions[id].parts.flat()))];
}

/**
 * One row a user who has a user row: `person`, `first_ms` (earliest first touch over all devices, null for none) and the
 * columns of the dimensions asked for; `numbered` as the rollups know persons. A user takes them from the device that was touched first, so that values add up to all users.
 */
export function peopleStep(
  builder: PlanBuilder,
  context: AnalysisContext,
  { ids, numbered }: { readonly ids: readonly DimensionId[]; readonly numbered: boolean },
): StepRef {
  const columns = userColumns(ids);
  const userField = (name: string): SourceColumn => ({
    as: name,
    field: { kind: 'user', name },
    type: columnType(name) === 'i64' ? 'integer' : 'text',
  });
  const source = builder.source('user_rows', {
    kind: 'users',
    appId: context.appId,
    numbered,
    columns: [
      { as: 'person', field: { kind: 'derived', name: 'person' }, type: 'text' },
      { as: 'user_pseudo_id', field: { kind: 'event', name: 'user_pseudo_id' }, type: 'text' },
      userField('first_touch_time_msec'),
      ...columns.map(userField),
    ],
  });
  const rows = source.as('u');
  const touch = rows.col('first_touch_time_msec');
  if (ids.length === 0) {
    return builder.select('people', {
      from: rows,
      columns: { person: rows.col('person'), first_ms: min(touch) },
      groupBy: ['person'],
    });
  }
  const placed = builder.select('user_rows_placed', {
    from: rows,
    columns: {
      person: rows.col('person'),
      first_ms: touch,
      ...rows.cols(...columns),
      place: over('rowNumber', [], {
        partitionBy: [rows.col('person')],
        orderBy: [when(isNull(touch), integer(1), integer(0)), touch, rows.col('user_pseudo_id')],
      }),
    },
  });
  const scope = placed.as('n');
  return builder.select('people', {
    from: scope,
    columns: scope.cols('person', 'first_ms', ...columns),
    where: equal(scope.col('place'), integer(1)),
  });
}
