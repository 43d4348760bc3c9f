import { type Clock, CodedError } from '@millstream/core';
import type { KnownNames } from '../fields/known-names.ts';
import type { Calendar } from '../time/time-range.ts';
import type { StudioApp } from './studio-app.ts';

/** What a question is planned with: the app's calendar, the names it has sent, and now. */
export interface StudioPlace {
  readonly calendar: Calendar;
  readonly known: KnownNames;
  readonly nowMs: number;
}

/** Where the places come from. */
export interface PlaceOptions {
  readonly appOf: (appId: string) => StudioApp | undefined;
  readonly knownNames: (appId: string) => Promise<KnownNames>;
  readonly clock: Clock;
}

/** The place of an app; the moment is fixed here, once per question. @throws CodedError NOT_FOUND */
export async function placeOf(
  { appId, projectId }: { readonly appId: string; readonly projectId: string },
  options: PlaceOptions,
): Promise<StudioPlace> {
  const app = options.appOf(appId);
  if (app === undefined || app.projectId !== projectId) {
    throw new CodedError('NOT_FOUND', { what: `App ${appId} of project ${projectId}` });
  }
  const { timeZone, weekStart } = app;
  return {
    calendar: { timeZone, weekStart },
    known: await options.knownNames(appId),
    nowMs: options.clock.now(),
  };
}
