import { CodedError } from '@millstream/core';
import type { Expression } from '../plan/expression.ts';
import { aggregate, and, count, greater, integer, sameAs, sum, text, toNumber } from '../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../plan/plan-builder.ts';
import type { WeekStart } from '../time/time-range.ts';
import { compileFormula } from './formula/compile-formula.ts';
import { parseFormula } from './formula/parse-formula.ts';
import { columnOf, type Frame, type FrameColumn, type FrameKind, fieldIn, numberOf } from './frame.ts';
import { addField, transformField } from './transform-field.ts';
import type { WalkerViewQuery } from './walker-request.ts';

/** What a view query is computed with. */
export interface ViewPlace {
  readonly builder: PlanBuilder;
  /** Prefix of step names. */
  readonly name: string;
  readonly weekStart: WeekStart;
  readonly place: string;
}

type AggregateQuery = Extract<WalkerViewQuery, { op: 'aggregate' }>;
type Measure = AggregateQuery['measures'][number];

/** Runs one query of a view step. @throws CodedError FIELD_UNKNOWN, WALKER_UNSUPPORTED, FORMULA_INVALID */
export function viewQuery(frame: Frame, query: WalkerViewQuery, at: ViewPlace): Frame {
  switch (query.op) {
    case 'aggregate':
      return aggregateFrame(frame, query, at);
    case 'fold':
      return foldFrame(frame, query, at);
    case 'bin':
      return addField(at.builder, frame, {
        name: at.name,
        fid: query.newBinCol,
        field: (scope) => {
          const params = [{ type: 'field', value: query.binBy }];
          const expression = { op: 'bin', params, as: query.newBinCol, num: query.binSize };
          return transformField(expression, { frame, scope, weekStart: at.weekStart, place: at.place });
        },
      });
    case 'raw': {
      for (const fid of query.fields) fieldIn(frame, fid, at.place);
      return { ...frame, fields: new Map(query.fields.map((fid) => [fid, fieldIn(frame, fid, at.place)])) };
    }
  }
}

/** Columns of a field: a bin has two. */
function columnsOf({ column, upper }: FrameColumn): readonly string[] {
  return upper === undefined ? [column] : [column, upper];
}

function measureOf(
  frame: Frame,
  { field, agg }: Measure,
  options: { scope: Scope; at: ViewPlace },
): { value: Expression; kind: FrameKind } {
  const { scope, at } = options;
  const place = { scope, place: at.place };
  const amount = () => numberOf(frame, field, place);
  switch (agg) {
    case 'count':
      return { value: count(), kind: 'integer' };
    case 'distinctCount':
      return { value: aggregate('countDistinct', [columnOf(frame, field, place)]), kind: 'integer' };
    case 'sum':
      return { value: sum(toNumber(amount())), kind: 'number' };
    case 'mean':
      return { value: aggregate('avg', [toNumber(amount())]), kind: 'number' };
    case 'min':
    case 'max':
      return { value: aggregate(agg, [amount()]), kind: fieldIn(frame, field, at.place).kind };
    case 'median':
      return { value: aggregate('percentile', [toNumber(amount())], { fraction: 0.5 }), kind: 'number' };
    case 'variance':
      return { value: aggregate('varPop', [toNumber(amount())]), kind: 'number' };
    case 'stdev':
      return { value: aggregate('stddevPop', [toNumber(amount())]), kind: 'number' };
    case 'expr': {
      const made = compileFormula(parseFormula(field), {
        isGroup: true,
        weekStart: at.weekStart,
        field: (fid) => ({
          expression: columnOf(frame, fid, place),
          kind: fieldIn(frame, fid, at.place).kind,
        }),
      });
      return { value: made.expression, kind: made.kind };
    }
  }
}

/** Groups a frame. Medians are computed in steps of their own, since not every engine has them beside other aggregates. */
function aggregateFrame(frame: Frame, query: AggregateQuery, at: ViewPlace): Frame {
  const { builder, name } = at;
  const keys = [...new Set(query.groupBy)].flatMap((fid) => columnsOf(fieldIn(frame, fid, at.place)));
  const scope = frame.step.as('f');
  const measures = query.measures.map((measure, index) => ({
    ...measure,
    column: `m${index}`,
    made: measureOf(frame, measure, { scope, at }),
  }));
  const plain = measures.filter(({ agg }) => agg !== 'median');
  const main = builder.select(`${name}_groups`, {
    from: scope,
    columns: {
      ...scope.cols(...keys),
      ...Object.fromEntries(plain.map(({ column, made }) => [column, made.value])),
      row_count: count(),
    },
    groupBy: keys,
    // Without keys an empty table would still give a row.
    having: greater(count(), integer(0)),
  });
  const medians = measures.filter(({ agg }) => agg === 'median');
  const steps = medians.map(({ column, made }) =>
    builder.select(`${name}_${column}`, {
      from: scope,
      columns: { ...scope.cols(...keys), [column]: made.value },
      groupBy: keys,
    }),
  );
  const step = medians.length === 0 ? main : joinOnKeys(main, { builder, name, keys, steps });
  const fields = new Map<string, FrameColumn>(
    query.groupBy.map((fid) => [fid, fieldIn(frame, fid, at.place)]),
  );
  for (const { asFieldKey, column, made } of measures) fields.set(asFieldKey, { column, kind: made.kind });
  return { step, fields };
}

function joinOnKeys(
  main: StepRef,
  options: {
    readonly builder: PlanBuilder;
    readonly name: string;
    readonly keys: readonly string[];
    readonly steps: readonly StepRef[];
  },
): StepRef {
  const { builder, name, keys, steps } = options;
  const scope = main.as('g');
  const others = steps.map((step, index) => step.as(`j${index}`));
  return builder.select(`${name}_joined`, {
    from: scope,
    joins: others.map((to) => ({
      type: 'left',
      to,
      on: and(...keys.map((key) => sameAs(scope.col(key), to.col(key))), sameAs(integer(1), integer(1))),
    })),
    columns: {
      ...scope.all(),
      ...Object.assign(
        {},
        ...others.map((other) =>
          other.cols(...[...other.step.columns.keys()].filter((column) => !keys.includes(column))),
        ),
      ),
    },
  });
}

/** One row per row and folded field: its name and its value. */
function foldFrame(frame: Frame, query: Extract<WalkerViewQuery, { op: 'fold' }>, at: ViewPlace): Frame {
  const { builder, name, place } = at;
  const kinds = new Set(query.foldBy.map((fid) => fieldIn(frame, fid, place).kind));
  const [kind = 'number'] = kinds;
  const isNumeric = [...kinds].every((entry) => entry === 'number' || entry === 'integer');
  if (kinds.size > 1 && !isNumeric) {
    throw new CodedError('WALKER_UNSUPPORTED', { place, what: 'the folded fields are of several kinds' });
  }
  const kept = [...frame.fields].filter(([fid]) => !query.foldBy.includes(fid));
  const columns = kept.flatMap(([, field]) => columnsOf(field));
  const step = builder.union(
    name,
    query.foldBy.map((fid) => {
      const scope = frame.step.as('f');
      const value = columnOf(frame, fid, { scope, place });
      return {
        from: scope,
        columns: {
          ...scope.cols(...columns),
          fold_key: text(fid),
          fold_value: isNumeric ? toNumber(value) : value,
        },
      };
    }),
  );
  const fields = new Map<string, FrameColumn>(kept);
  fields.set(query.newFoldKeyCol, { column: 'fold_key', kind: 'text' });
  fields.set(query.newFoldValueCol, { column: 'fold_value', kind: isNumeric ? 'number' : kind });
  return { step, fields };
}
