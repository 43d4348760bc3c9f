import { assertNever, CodedError } from '@millstream/core';
import { compileCondition } from '../../base/compile-condition.ts';
import { resolveField } from '../../fields/resolve-field.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, equal, isNotNull, not, or } from '../../plan/expressions.ts';
import { PlanBuilder, type Scope, type StepRef } from '../../plan/plan-builder.ts';
import type { Plan } from '../../plan/relation.ts';
import type { SourceColumn, SourceField } from '../../plan/source.ts';
import type { ConditionOf, SegmentCondition } from '../segment-condition.ts';
import { defaultSegmentRange, resolveSegmentRange, type SegmentRange } from '../segment-range.ts';
import type { SegmentCriteria } from '../segment-spec.ts';
import { planSequence } from './plan-sequence.ts';
import { planUserEvent } from './plan-user-event.ts';
import { RangeEvents } from './range-events.ts';
import type { SegmentContext } from './segment-context.ts';
import type { UserSet } from './user-set.ts';

/** A condition on a row of the user table, or a set of users that the row is looked for in. */
type PlannedCondition =
  | { readonly kind: 'row'; readonly holds: (user: Scope) => Expression }
  | { readonly kind: 'set'; readonly users: UserSet; readonly isMember: boolean };

/** A level of the tree: all of or any of its parts. */
interface PlannedTree {
  readonly op: 'and' | 'or';
  readonly parts: readonly (PlannedTree | PlannedCondition)[];
}

/**
 * Plans a segment (explorations 7.2). The rows are `user_pseudo_id` and `user_key` of the members, each user of the user table
 * at most once. @throws CodedError EVENT_UNKNOWN, FIELD_UNKNOWN, SEGMENT_UNKNOWN
 */
export function planSegment(criteria: SegmentCriteria, context: SegmentContext): Plan {
  return new SegmentPlanner(context).plan(criteria);
}

class SegmentPlanner {
  readonly #context: SegmentContext;
  readonly #builder = new PlanBuilder();
  readonly #events = new Map<string, RangeEvents>();
  readonly #userColumns = new Map<string, SourceColumn>();
  #conditionCount = 0;

  constructor(context: SegmentContext) {
    this.#context = context;
    const column = (as: string, field: SourceField) => this.#userColumns.set(as, { as, field, type: 'text' });
    column('user_pseudo_id', { kind: 'event', name: 'user_pseudo_id' });
    column('user_key', { kind: 'derived', name: 'user_key' });
  }

  plan(criteria: SegmentCriteria): Plan {
    const tree = this.#prepare(criteria);
    const users = this.#builder
      .source('universe', {
        kind: 'users',
        appId: this.#context.appId,
        columns: [...this.#userColumns.values()],
      })
      .as('u');
    const sets: StepRef[] = [];
    const where = this.#condition(tree, users, sets);
    this.#builder.select('answer', {
      from: users,
      joins: sets.map((set) => ({
        type: 'left',
        to: set.as(),
        on: equal(set.as().col('user_pseudo_id'), users.col('user_pseudo_id')),
      })),
      columns: users.cols('user_pseudo_id', 'user_key'),
      where,
    });
    return this.#builder.build('segment');
  }

  /** Walks the whole tree first, so that each range's events are read once with all that is needed. */
  #prepare({ op, groups }: SegmentCriteria): PlannedTree {
    return {
      op,
      parts: groups.map((group, g) => ({
        op: group.op,
        parts: group.filters.map((filter, f) => ({
          op: filter.op,
          parts: filter.conditions.map((condition, c) => {
            const place = `/criteria/groups/${g}/filters/${f}/conditions/${c}`;
            return this.#prepareCondition(condition, place, group.range ?? defaultSegmentRange);
          }),
        })),
      })),
    };
  }

  #prepareCondition(condition: SegmentCondition, place: string, range: SegmentRange): PlannedCondition {
    this.#conditionCount += 1;
    const name = `c${this.#conditionCount}`;
    switch (condition.type) {
      case 'userEvent': {
        const events = this.#eventsOf(range, 'named');
        const users = planUserEvent(condition, { name, place, events, context: this.#context });
        return { kind: 'set', users, isMember: condition.done };
      }
      case 'sequence': {
        const events = this.#eventsOf(range, condition.direct ? 'all' : 'named');
        const users = planSequence(condition, { name, place, events, context: this.#context });
        return { kind: 'set', users, isMember: true };
      }
      case 'userAttribute':
        return this.#attribute(condition, place);
      case 'inSegment':
        this.#checkSegment(condition.segmentId, `${place}/segmentId`);
        return {
          kind: 'set',
          users: (builder) => this.#members(builder, name, condition),
          isMember: condition.in,
        };
      default:
        return assertNever(condition);
    }
  }

  #attribute(condition: ConditionOf<'userAttribute'>, place: string): PlannedCondition {
    const { source: field, type } = resolveField(condition.field, this.#context.known, `${place}/field`);
    const key = JSON.stringify(field);
    const column = this.#userColumns.get(key) ?? { as: `field_${this.#userColumns.size + 1}`, field, type };
    this.#userColumns.set(key, column);
    return {
      kind: 'row',
      holds: (user) => {
        const holds = compileCondition(condition, user.col(column.as));
        return condition.has ? holds : not(holds);
      },
    };
  }

  #checkSegment(segmentId: string, place: string): void {
    const { known } = this.#context;
    if (known.segmentName === undefined || known.segmentName(segmentId) !== undefined) return;
    throw new CodedError('SEGMENT_UNKNOWN', { place, segmentId });
  }

  #members(builder: PlanBuilder, name: string, { segmentId }: ConditionOf<'inSegment'>): StepRef {
    const { appId } = this.#context;
    const members = builder
      .members(`${name}_members`, { kind: 'members', appId, segmentIds: [segmentId] })
      .as('m');
    return builder.select(name, { from: members, columns: members.cols('user_pseudo_id'), distinct: true });
  }

  /** Events of named ones and of every name are read apart: the latter are many more. */
  #eventsOf(range: SegmentRange, which: 'named' | 'all'): RangeEvents {
    const { calendar, asOfMs } = this.#context;
    const resolved = resolveSegmentRange(range, calendar, asOfMs);
    const key = `${which} ${resolved.fromMs} ${resolved.toMs}`;
    const events =
      this.#events.get(key) ?? new RangeEvents(`r${this.#events.size + 1}`, resolved, this.#context);
    this.#events.set(key, events);
    return events;
  }

  /** The condition over a user's row; adds the sets that it looks into. */
  #condition(node: PlannedTree | PlannedCondition, user: Scope, sets: StepRef[]): Expression {
    if ('op' in node) {
      const parts = node.parts.map((part) => this.#condition(part, user, sets));
      return node.op === 'and' ? and(...parts) : or(...parts);
    }
    if (node.kind === 'row') return node.holds(user);
    const set = node.users(this.#builder);
    sets.push(set);
    const isFound = isNotNull(set.as().col('user_pseudo_id'));
    return node.isMember ? isFound : not(isFound);
  }
}
