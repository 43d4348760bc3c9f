import { assertNever } from '@millstream/core';
import type { BaseEvents } from '../../base/base-events.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  and,
  boolean,
  coalesce,
  count,
  equal,
  integer,
  isIn,
  max,
  number,
  sum,
  text,
  toNumber,
} from '../../plan/expressions.ts';
import type { Scope } from '../../plan/plan-builder.ts';
import type { LifecycleParameters } from '../lifecycle-request.ts';
import type { FactPart } from './fact-column.ts';

/** Events that are views. */
export const viewEvents = ['_page_view', '_screen_view'] as const;

/** The kind of view and the flag of entries that belong to a type of page or screen. */
export function contentOf(pageType: LifecycleParameters['pageType']): {
  readonly view: (typeof viewEvents)[number];
  readonly entrance: string;
} {
  return pageType === 'pageTitle' || pageType === 'pageUrlPath'
    ? { view: '_page_view', entrance: 'page_view_entrances' }
    : { view: '_screen_view', entrance: 'screen_view_entrances' };
}

/** Asks the base for what a part is made of. */
export function askForPart(
  base: BaseEvents,
  part: FactPart,
  pageType: LifecycleParameters['pageType'],
): void {
  switch (part) {
    case 'events':
      return;
    case 'views':
    case 'opened':
    case 'crashed':
    case 'content_views':
      base.event('event_name');
      return;
    case 'entrances':
      base.event('event_name');
      base.event(contentOf(pageType).entrance, 'boolean');
      return;
    case 'engagement':
      base.event('user_engagement_time_msec', 'integer');
      return;
    case 'duration':
      base.event('session_duration', 'integer');
      return;
    case 'value':
      base.event('event_value', 'number');
      return;
    case 'last_ms':
      base.derived('event_ms');
      return;
    case 'names':
      throw new Error('only rollups have bits of names');
    default:
      assertNever(part);
  }
}

/** A part over a group of events. */
export function partOfEvents(
  events: Scope,
  part: FactPart,
  pageType: LifecycleParameters['pageType'],
): Expression {
  const named = (...names: readonly string[]) => count(isIn(events.col('event_name'), names));
  switch (part) {
    case 'events':
      return count();
    case 'views':
      return named(...viewEvents);
    case 'opened':
      return named('_first_open');
    case 'crashed':
      return named('_app_exception');
    case 'content_views':
      return named(contentOf(pageType).view);
    case 'entrances': {
      const { view, entrance } = contentOf(pageType);
      return count(
        and(equal(events.col('event_name'), text(view)), equal(events.col(entrance), boolean(true))),
      );
    }
    case 'engagement':
      return sum(events.col('user_engagement_time_msec'));
    case 'duration':
      return max(events.col('session_duration'));
    case 'value':
      return sum(toNumber(events.col('event_value')));
    case 'last_ms':
      return max(events.col('event_ms'));
    case 'names':
      throw new Error('only rollups have bits of names');
    default:
      return assertNever(part);
  }
}

/** A part over a group of a fact's rows. */
export function partOfRows(rows: Scope, part: FactPart): Expression {
  return part === 'duration' || part === 'last_ms'
    ? max(rows.col(part))
    : coalesce(sum(rows.col(part)), part === 'value' ? number(0) : integer(0));
}
