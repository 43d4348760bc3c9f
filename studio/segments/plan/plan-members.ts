import { userColumns } from '@millstream/core';
import { equal } from '../../plan/expressions.ts';
import { PlanBuilder, type Scope } from '../../plan/plan-builder.ts';
import type { Plan } from '../../plan/relation.ts';

/** A segment whose members are read. */
interface Segment {
  readonly appId: string;
  readonly segmentId: string;
}

/** Columns of an export: those of the user table; maps come as their JSON text. */
export const memberUserColumns: readonly string[] = userColumns
  .filter(({ type }) => !/map$/.test(type))
  .map(({ name }) => name);

function members(builder: PlanBuilder, { appId, segmentId }: Segment): Scope {
  return builder.members('members', { kind: 'members', appId, segmentIds: [segmentId] }).as('m');
}

/** Plans the list of a segment's members: `user_pseudo_id` in order. */
export function planMembers(segment: Segment): Plan {
  const builder = new PlanBuilder();
  const scope = members(builder, segment);
  builder.select('answer', {
    from: scope,
    columns: scope.cols('user_pseudo_id'),
    orderBy: [scope.col('user_pseudo_id')],
  });
  return builder.build('segment members');
}

/** Plans the user rows of a segment's members, by `user_pseudo_id`. */
export function planMemberUsers(segment: Segment): Plan {
  const builder = new PlanBuilder();
  const scope = members(builder, segment);
  const users = builder
    .source('users', {
      kind: 'users',
      appId: segment.appId,
      columns: memberUserColumns.map((name) => ({ as: name, field: { kind: 'user', name }, type: 'text' })),
    })
    .as('u');
  builder.select('answer', {
    from: users,
    joins: [
      { type: 'inner', to: scope, on: equal(scope.col('user_pseudo_id'), users.col('user_pseudo_id')) },
    ],
    columns: users.all(),
    orderBy: [users.col('user_pseudo_id')],
  });
  return builder.build('segment export');
}
