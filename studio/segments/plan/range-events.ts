import { BaseEvents } from '../../base/base-events.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import type { TimeRange } from '../../time/time-range.ts';
import type { SegmentContext } from './segment-context.ts';

/**
 * Events of one range that several conditions read. Each condition first tells what it needs; then the events are read once,
 * those of the named events only, or all.
 */
export class RangeEvents {
  readonly base: BaseEvents;
  readonly range: TimeRange;
  /** Column of the user. */
  readonly user: string;
  readonly #name: string;
  readonly #eventNames = new Set<string>();
  #needsAll = false;
  #step: StepRef | null = null;

  constructor(name: string, range: TimeRange, context: SegmentContext) {
    this.#name = name;
    this.range = range;
    this.base = new BaseEvents({ ...context, range, buckets: [] });
    this.user = this.base.event('user_pseudo_id');
    this.base.event('event_name');
  }

  /** Asks for the events of a name. @throws CodedError EVENT_UNKNOWN */
  needName(name: string, place: string): void {
    this.#eventNames.add(this.base.eventName(name, place));
  }

  /** Asks for events of every name. */
  needAll(): void {
    this.#needsAll = true;
  }

  /** The step with the events; built at the first call, after which nothing may be asked for. */
  step(builder: PlanBuilder): StepRef {
    this.#step ??= this.base.build(builder, {
      name: this.#name,
      ...(this.#needsAll ? {} : { names: [...this.#eventNames] }),
    });
    return this.#step;
  }
}
