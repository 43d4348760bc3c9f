import { CodedError } from '@millstream/core';
import { resolveField } from '../fields/resolve-field.ts';
import type { Expression, ValueKind } from '../plan/expression.ts';
import {
  and,
  coalesce,
  equal,
  isNotNull,
  isNull,
  not,
  numberText,
  or,
  text,
  when,
} from '../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../plan/plan-builder.ts';
import type { DerivedName, RollupName, SourceColumn, SourceField } from '../plan/source.ts';
import type { GroupField } from '../spec/field-ref.ts';
import type { FilterNode } from '../spec/filter-node.ts';
import type { TimeRange } from '../time/time-range.ts';
import type { AnalysisContext } from './analysis-context.ts';
import { compileCondition } from './compile-condition.ts';

/** Group value of users outside a segment. */
const notInSegment = '(not in segment)';

/** Where in the spec something stands, as a JSON pointer. */
type Place = string;

/** How the base step is built. */
export interface BaseOptions {
  /** Step name. @default 'base' */
  readonly name?: string;
  /** Names of the events to read; absent = all. */
  readonly names?: readonly string[];
  /** @default the context's range */
  readonly range?: TimeRange;
  readonly rangeOf?: 'event' | 'arrival';
  /** Reads a rollup; the planner has checked that it has every column. */
  readonly rollup?: RollupName;
  /** Global filter. */
  readonly filter?: FilterNode | undefined;
  /** Further conditions over the base's columns. */
  readonly where?: (scope: Scope) => Expression;
}

/**
 * The events an analysis starts from. A planner first asks for what it needs (`column`, `derived`, `use`), then calls
 * `build` once, and then turns filters into conditions over the built step with `condition`.
 */
export class BaseEvents {
  readonly #context: AnalysisContext;
  readonly #columns = new Map<string, SourceColumn>();
  /** Flag column by the sorted segment ids it stands for. */
  readonly #segments = new Map<string, { readonly flag: string; readonly ids: readonly string[] }>();

  constructor(context: AnalysisContext) {
    this.#context = context;
  }

  /** Asks for a preset column of the event's own row; answers with its name in the base. */
  event(name: string, type: ValueKind = 'text'): string {
    return this.#need({ kind: 'event', name }, type);
  }

  /** Asks for any column that the plan can name; answers with its name in the base. */
  source(field: SourceField, type: ValueKind): string {
    return this.#need(field, type);
  }

  /** Asks for a derived column; answers with its name in the base. */
  derived(name: DerivedName): string {
    const isText = /^(person|device|user_key|session|order_2)$/.test(name);
    return this.#need({ kind: 'derived', name }, isText ? 'text' : 'integer');
  }

  /**
   * Asks for a field of the spec; answers with its name in the base. For a segment that is whether the user is a member.
   * @throws CodedError FIELD_UNKNOWN, SEGMENT_UNKNOWN
   */
  field(ref: GroupField, place: Place): string {
    if (ref.category === 'segment') {
      this.#segmentName(ref.name, `${place}/name`);
      return this.#segment([ref.name]);
    }
    const { source, type } = resolveField(ref, this.#context.known, place);
    return this.#need(source, type);
  }

  /** Checks that an event exists. @throws CodedError EVENT_UNKNOWN */
  eventName(name: string, place: Place): string {
    if (!this.#context.known.hasEvent(name)) throw new CodedError('EVENT_UNKNOWN', { place, event: name });
    return name;
  }

  /** Asks for everything a filter reads. @throws CodedError FIELD_UNKNOWN, SEGMENT_UNKNOWN */
  use(filter: FilterNode | undefined, place: Place): void {
    if (filter === undefined) return;
    if ('op' in filter) {
      for (const [index, child] of filter.children.entries()) this.use(child, `${place}/children/${index}`);
    } else if ('segment' in filter) {
      for (const [index, id] of filter.segment.entries()) this.#segmentName(id, `${place}/segment/${index}`);
      this.#segment(filter.segment);
    } else this.field(filter.field, `${place}/field`);
  }

  /** Adds source, segment members and the filtered base step. */
  build(builder: PlanBuilder, options: BaseOptions = {}): StepRef {
    const { name = 'base', names, range = this.#context.range, filter, where } = options;
    this.use(filter, '/filter');
    const segments = [...this.#segments.values()];
    if (segments.length > 0) this.event('user_pseudo_id');
    const source = builder.source(`${name}_events`, {
      kind: 'events',
      appId: this.#context.appId,
      ...range,
      ...(names === undefined ? {} : { names: [...new Set(names)].sort() }),
      ...(options.rangeOf === undefined ? {} : { rangeOf: options.rangeOf }),
      ...(options.rollup === undefined ? {} : { rollup: options.rollup }),
      columns: [...this.#columns.values()],
    });
    if (segments.length === 0 && filter === undefined && where === undefined) return source;
    const events = source.as('e');
    const members = segments.map(({ flag, ids }) => ({
      flag,
      to: this.#members(builder, `${name}_${flag}`, ids).as(flag),
    }));
    const flags = members.map(({ flag, to }) => [flag, isNotNull(to.col('user_pseudo_id'))] as const);
    const flagged = builder.select(segments.length === 0 ? name : `${name}_flagged`, {
      from: events,
      joins: members.map(({ to }) => ({
        type: 'left',
        to,
        on: equal(to.col('user_pseudo_id'), events.col(this.event('user_pseudo_id'))),
      })),
      columns: { ...events.all(), ...Object.fromEntries(flags) },
      ...(segments.length === 0 ? { where: this.#where(events, filter, where) } : {}),
    });
    if (segments.length === 0) return flagged;
    const scope = flagged.as('f');
    return builder.select(name, {
      from: scope,
      columns: scope.all(),
      where: this.#where(scope, filter, where),
    });
  }

  /** A filter as a condition over a step that has the base's columns; true for no filter. */
  condition(filter: FilterNode | undefined, scope: Scope): Expression {
    if (filter === undefined) return and();
    if ('op' in filter) {
      const parts = filter.children.map((child) => this.condition(child, scope));
      return filter.op === 'and' ? and(...parts) : parts.length === 0 ? and() : or(...parts);
    }
    if ('segment' in filter) {
      const isMember = scope.col(this.#segment(filter.segment));
      return filter.operator === 'in' ? isMember : not(isMember);
    }
    return compileCondition(filter, scope.col(this.field(filter.field, '')));
  }

  /** Value of a group field as text; null stays null. */
  groupText(ref: GroupField, scope: Scope): Expression {
    const column = scope.col(this.field(ref, ''));
    if (ref.category === 'segment') {
      return when(column, text(this.#segmentName(ref.name, '')), text(notInSegment));
    }
    switch (column.type) {
      case 'text':
        return column;
      case 'boolean':
        return when(column, text('true'), when(not(column), text('false')));
      default:
        return numberText(column);
    }
  }

  #where(scope: Scope, filter: FilterNode | undefined, where: BaseOptions['where']): Expression {
    return and(this.condition(filter, scope), where?.(scope) ?? and());
  }

  #members(builder: PlanBuilder, name: string, ids: readonly string[]): StepRef {
    const all = builder.members(`${name}_all`, {
      kind: 'members',
      appId: this.#context.appId,
      segmentIds: ids,
    });
    const scope = all.as('m');
    return builder.select(name, { from: scope, columns: scope.cols('user_pseudo_id'), distinct: true });
  }

  #segmentName(segmentId: string, place: Place): string {
    const { known } = this.#context;
    const name = known.segmentName === undefined ? segmentId : known.segmentName(segmentId);
    if (name === undefined) throw new CodedError('SEGMENT_UNKNOWN', { place, segmentId });
    return name;
  }

  #segment(ids: readonly string[]): string {
    const sorted = [...new Set(ids)].sort();
    const key = JSON.stringify(sorted);
    const known = this.#segments.get(key) ?? { flag: `segment_${this.#segments.size + 1}`, ids: sorted };
    this.#segments.set(key, known);
    return known.flag;
  }

  #need(field: SourceField, type: ValueKind): string {
    const key = JSON.stringify(field);
    const plain = field.kind === 'event' || field.kind === 'derived';
    const column = this.#columns.get(key) ?? {
      as: plain ? field.name : `${field.kind}_${this.#columns.size + 1}`,
      field,
      type,
    };
    this.#columns.set(key, column);
    return column.as;
  }
}

/** Label of one group value: null is `(not set)`, empty text `(empty)`. */
export function labelOf(value: Expression): Expression {
  return when(
    isNull(value),
    text('(not set)'),
    when(equal(value, text('')), text('(empty)'), coalesce(value, text(''))),
  );
}
