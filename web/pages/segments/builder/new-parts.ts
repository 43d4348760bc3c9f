import type { SegmentCriteria, SegmentRule, SegmentSpec } from '@millstream/studio/spec';

/** A group of conditions with its own time. */
export type SegmentGroup = SegmentCriteria['groups'][number];
/** Conditions any of which hold, or all of them. */
export type SegmentFilter = SegmentGroup['filters'][number];

/** Kinds of conditions as people choose them. */
export const ruleKinds = ['done', 'notDone', 'sequence', 'is', 'isNot', 'inSegment', 'notInSegment'] as const;
/** A kind of condition as people choose it. */
export type RuleKind = (typeof ruleKinds)[number];

/** The kind of a condition. */
export function kindOf(rule: SegmentRule): RuleKind {
  switch (rule.type) {
    case 'userEvent':
      return rule.done ? 'done' : 'notDone';
    case 'sequence':
      return 'sequence';
    case 'userAttribute':
      return rule.has ? 'is' : 'isNot';
    case 'inSegment':
      return rule.in ? 'inSegment' : 'notInSegment';
  }
}

/** A condition to fill in; what fits of the one before is kept. */
export function newRule(kind: RuleKind, before?: SegmentRule): SegmentRule {
  switch (kind) {
    case 'done':
    case 'notDone': {
      const done = kind === 'done';
      if (before?.type === 'userEvent') return { ...before, done };
      return {
        type: 'userEvent',
        done,
        event: { event: '' },
        metric: { type: 'total' },
        operator: '>=',
        value: [1],
      };
    }
    case 'sequence': {
      const first = before?.type === 'userEvent' ? before.event : { event: '' };
      const events = [first, { event: '' }];
      return { type: 'sequence', done: true, events, inOneSession: true, direct: false };
    }
    case 'is':
    case 'isNot': {
      const has = kind === 'is';
      if (before?.type === 'userAttribute') return { ...before, has };
      const field = { category: 'user_outer', name: '', type: 'string' } as const;
      return { type: 'userAttribute', has, field, operator: '=', value: [''] };
    }
    case 'inSegment':
    case 'notInSegment': {
      const segmentId = before?.type === 'inSegment' ? before.segmentId : '';
      return { type: 'inSegment', in: kind === 'inSegment', segmentId };
    }
  }
}

/** A condition alone. */
export function newFilter(kind: RuleKind = 'done'): SegmentFilter {
  return { op: 'or', conditions: [newRule(kind)] };
}

/** A group with one condition to fill in. */
export function newGroup(): SegmentGroup {
  return { range: { type: 'relative', lastN: 30, unit: 'day' }, op: 'and', filters: [newFilter()] };
}

/** A segment to begin with. */
export function newSegment(projectId: string, appId: string): SegmentSpec {
  return {
    version: 1,
    name: '',
    projectId,
    appId,
    criteria: { op: 'and', groups: [newGroup()] },
    refresh: { type: 'manual' },
    imported: false,
  };
}
