import { CodedError } from '@millstream/core';
import type { AnalysisContext } from '../base/analysis-context.ts';
import { BaseEvents } from '../base/base-events.ts';
import type { Expression, Order } from '../plan/expression.ts';
import { and, greater, integer, lessOrEqual, over } from '../plan/expressions.ts';
import { PlanBuilder, type StepRef } from '../plan/plan-builder.ts';
import type { Plan } from '../plan/relation.ts';
import type { EngineRow } from '../result/engine-row.ts';
import { localTime } from '../time/local-time.ts';
import { type Frame, type FrameColumn, fieldIn } from './frame.ts';
import { ruleCondition } from './rule-condition.ts';
import { addField, transformField } from './transform-field.ts';
import { viewQuery } from './view-query.ts';
import { datasetField, rowFieldType, timeFid } from './walker-fields.ts';
import type { WalkerRequest, WalkerStep } from './walker-request.ts';
import { wantedFields } from './wanted-fields.ts';

/** One row for the page: values by field id; a bin is a pair. */
export type WalkerRow = Readonly<
  Record<string, string | number | boolean | null | readonly [number, number]>
>;

/** A planned workflow. */
export interface PlannedWalker {
  readonly plan: Plan;
  shape(rows: readonly EngineRow[]): readonly WalkerRow[];
}

/** Rows of an answer, at most. */
export const mostWalkerRows = 10_000;

/** Plans a workflow of the drag-and-drop page. @throws CodedError FIELD_UNKNOWN, WALKER_UNSUPPORTED, FORMULA_INVALID */
export function planWalker(request: WalkerRequest, context: AnalysisContext): PlannedWalker {
  const builder = new PlanBuilder();
  const { workflow, limit, offset = 0 } = request.payload;
  let frame = datasetFrame(builder, request, context);
  let order: readonly Order[] = [];
  for (const [index, step] of workflow.entries()) {
    const at = {
      builder,
      name: `s${index}`,
      weekStart: context.calendar.weekStart,
      place: `/payload/workflow/${index}`,
    };
    if (step.type === 'sort') order = orderOf(frame, step, at.place);
    else frame = runStep(frame, step, at);
  }
  const most = limit === undefined || limit < 0 ? mostWalkerRows + 1 : Math.min(limit, mostWalkerRows + 1);
  answer(builder, frame, { order, limit: most, offset });
  const fields = [...frame.fields];
  return { plan: builder.build('analysis'), shape: (rows) => rows.map((row) => shapeRow(row, fields)) };
}

interface StepPlace {
  readonly builder: PlanBuilder;
  readonly name: string;
  readonly weekStart: AnalysisContext['calendar']['weekStart'];
  readonly place: string;
}

function runStep(frame: Frame, step: Exclude<WalkerStep, { type: 'sort' }>, at: StepPlace): Frame {
  const { builder, name, place } = at;
  switch (step.type) {
    case 'filter': {
      const scope = frame.step.as('f');
      const conditions = step.filters.map(({ fid, rule }) =>
        ruleCondition(fieldIn(frame, fid, place), rule, scope),
      );
      return {
        ...frame,
        step: builder.select(name, { from: scope, columns: scope.all(), where: and(...conditions) }),
      };
    }
    case 'transform':
      return step.transform.reduce(
        (before, { key, expression }, index) =>
          addField(builder, before, {
            name: `${name}_${index}`,
            fid: key,
            field: (scope) =>
              transformField(expression, {
                frame: before,
                scope,
                weekStart: at.weekStart,
                place: `${place}/transform/${index}`,
              }),
          }),
        frame,
      );
    case 'view':
      return step.query.reduce(
        (before, query, index) => viewQuery(before, query, { ...at, name: `${name}_${index}` }),
        frame,
      );
  }
}

function orderOf(
  frame: Frame,
  { by, sort }: Extract<WalkerStep, { type: 'sort' }>,
  place: string,
): readonly Order[] {
  return by.map((fid) => {
    const column: Expression = {
      kind: 'column',
      of: 'f',
      name: fieldIn(frame, fid, place).column,
      type: 'number',
    };
    return { by: column, descending: sort === 'descending' };
  });
}

/** The last step: ordered, cut. */
function answer(
  builder: PlanBuilder,
  frame: Frame,
  {
    order,
    limit,
    offset,
  }: { readonly order: readonly Order[]; readonly limit: number; readonly offset: number },
): void {
  const scope = frame.step.as('f');
  const names = [...frame.fields.values()].flatMap(({ column, upper }) =>
    upper === undefined ? [column] : [column, upper],
  );
  const columns = scope.cols(...new Set(names));
  if (offset === 0) {
    builder.select('answer', { from: scope, columns, orderBy: order, limit });
    return;
  }
  // Engines write an offset differently; a row's number is the same everywhere.
  const numbered = builder
    .select('numbered', {
      from: scope,
      columns: { ...columns, row_place: over('rowNumber', [], { partitionBy: [], orderBy: order }) },
    })
    .as('n');
  builder.select('answer', {
    from: numbered,
    columns: numbered.cols(...Object.keys(columns)),
    where: and(
      greater(numbered.col('row_place'), integer(offset)),
      lessOrEqual(numbered.col('row_place'), integer(offset + limit)),
    ),
    orderBy: [numbered.col('row_place')],
  });
}

function shapeRow(row: EngineRow, fields: readonly (readonly [string, FrameColumn])[]): WalkerRow {
  return Object.fromEntries(fields.map(([fid, field]) => [fid, shapeValue(row, field)]));
}

function shapeValue(row: EngineRow, { column, upper, kind }: FrameColumn): WalkerRow[string] {
  const value = row[column];
  if (value === null || value === undefined) return null;
  if (upper !== undefined) return [Number(value), Number(row[upper])];
  if (kind === 'text') return String(value);
  return kind === 'boolean' ? value === true : Number(value);
}

/** The rows a workflow starts from, with the fields it names. */
function datasetFrame(builder: PlanBuilder, request: WalkerRequest, context: AnalysisContext): Frame {
  const wanted = wantedFields(request.payload.workflow);
  if (request.filter !== undefined && request.dataset !== 'events') {
    throw new CodedError('WALKER_UNSUPPORTED', { place: '/filter', what: 'a filter is of events' });
  }
  switch (request.dataset) {
    case 'events':
      return eventsFrame(builder, request, { context, wanted });
    case 'users':
      return usersFrame(builder, wanted, context);
    case 'sessions':
    case 'items':
      return rowsFrame(builder, request.dataset, { context, wanted });
  }
}

interface Wanted {
  readonly context: AnalysisContext;
  readonly wanted: readonly string[];
}

/** Names columns of the first frame; times become wall-clock time of the app. */
function firstFrame(
  builder: PlanBuilder,
  source: StepRef,
  {
    context,
    fields,
  }: { readonly context: AnalysisContext; readonly fields: readonly (readonly [string, FrameColumn])[] },
): Frame {
  const scope = source.as('e');
  const columns = fields.map(([, { column, kind }]) => {
    const value = scope.col(column);
    return [
      column,
      kind === 'time' ? localTime(value, context.range, context.calendar.timeZone) : value,
    ] as const;
  });
  const step = builder.select('rows', {
    from: scope,
    columns: columns.length === 0 ? { row_one: integer(1) } : Object.fromEntries(columns),
  });
  return { step, fields: new Map(fields) };
}

function eventsFrame(builder: PlanBuilder, request: WalkerRequest, { context, wanted }: Wanted): Frame {
  const base = new BaseEvents(context);
  const fields = wanted.map((fid): readonly [string, FrameColumn] => {
    const { field, type, isTime } = datasetField('events', fid, context.known);
    return [fid, { column: base.source(field, type), kind: isTime ? 'time' : type }];
  });
  const source = base.build(builder, { filter: request.filter });
  return firstFrame(builder, source, { context, fields });
}

function usersFrame(builder: PlanBuilder, wanted: readonly string[], context: AnalysisContext): Frame {
  const columns = wanted.map((fid, index) => ({
    fid,
    as: `c${index}`,
    ...datasetField('users', fid, context.known),
  }));
  const source = builder.source('users', {
    kind: 'users',
    appId: context.appId,
    columns: columns.map(({ as, field, type }) => ({ as, field, type })),
  });
  const fields = columns.map(({ fid, as, type }) => [fid, { column: as, kind: type }] as const);
  return firstFrame(builder, source, { context, fields });
}

function rowsFrame(builder: PlanBuilder, dataset: 'sessions' | 'items', { context, wanted }: Wanted): Frame {
  const columns = wanted.map((fid, index) => {
    const isTime = fid === timeFid;
    const type = isTime ? 'integer' : rowFieldType(dataset, fid);
    if (type === null)
      throw new CodedError('FIELD_UNKNOWN', { place: '/payload/workflow', field: fid, type: 'any' });
    return { fid, as: `c${index}`, name: isTime ? 'event_ms' : fid, type, isTime };
  });
  const source = builder.source('table_rows', {
    kind: 'rows',
    table: dataset === 'items' ? 'item' : 'session',
    appId: context.appId,
    ...context.range,
    columns:
      columns.length === 0
        ? [{ as: 'c', name: 'event_ms', type: 'integer' }]
        : columns.map(({ as, name, type }) => ({ as, name, type })),
  });
  const fields = columns.map(
    ({ fid, as, type, isTime }) => [fid, { column: as, kind: isTime ? ('time' as const) : type }] as const,
  );
  return firstFrame(builder, source, { context, fields });
}
