import { CodedError } from '@millstream/core';
import type { Expression, ValueKind } from '../plan/expression.ts';
import type { Scope, StepRef } from '../plan/plan-builder.ts';

/** Kind of a field of a workflow: `time` is wall-clock ms in the app's zone, as if it were UTC. */
export type FrameKind = ValueKind | 'time';

/** A field of a frame: its column in the plan; a bin has a second one for its upper bound. */
export interface FrameColumn {
  readonly column: string;
  readonly kind: FrameKind;
  readonly upper?: string;
}

/** The table a workflow's step works on. */
export interface Frame {
  readonly step: StepRef;
  readonly fields: ReadonlyMap<string, FrameColumn>;
}

/** A field of a frame. @throws CodedError FIELD_UNKNOWN */
export function fieldIn(frame: Frame, fid: string, place: string): FrameColumn {
  const field = frame.fields.get(fid);
  if (field === undefined) throw new CodedError('FIELD_UNKNOWN', { place, field: fid, type: 'any' });
  return field;
}

/** A field as an expression over the frame's step. */
export function columnOf(
  frame: Frame,
  fid: string,
  options: { readonly scope: Scope; readonly place: string },
): Expression {
  return options.scope.col(fieldIn(frame, fid, options.place).column);
}

/** A field that must be a number or a time. @throws CodedError WALKER_UNSUPPORTED */
export function numberOf(
  frame: Frame,
  fid: string,
  options: { readonly scope: Scope; readonly place: string },
): Expression {
  const { kind } = fieldIn(frame, fid, options.place);
  if (kind === 'text' || kind === 'boolean') {
    throw new CodedError('WALKER_UNSUPPORTED', { place: options.place, what: `${fid} is no number` });
  }
  return columnOf(frame, fid, options);
}

/** Kind of an expression's values; times stay times only where the caller knows. */
export const plainKind = (expression: Expression): FrameKind => expression.type;
