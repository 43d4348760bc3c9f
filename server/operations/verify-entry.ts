import { CodedError, type ErrorCode } from '@millstream/core';
import type { Refusal } from '@millstream/ingestion';
import type { LedgerEvent, RejectRow } from '@millstream/modeling';
import { decodeBody, readLine } from '@millstream/processing';

/** An event of a request, with what became of it; `waiting` until it is processed. */
export interface VerifyEvent {
  readonly eventId: string | null;
  readonly name: string | null;
  readonly outcome: 'waiting' | 'human' | 'bot' | 'duplicate' | 'rejected';
  /** Rule of the bot verdict, reason of the rejection, or request whose event stays. */
  readonly why: string | null;
  readonly detail: string | null;
}

/** One request to an app, newest first in the panel. */
export interface VerifyEntry {
  readonly rid: string;
  readonly atMs: number;
  readonly kind: 'accepted' | 'refused';
  readonly appId: string;
  readonly platform: string | null;
  /** Of a refused request. */
  readonly status: number | null;
  readonly code: ErrorCode | null;
  readonly message: string | null;
  readonly origin: string | null;
  /** The registered app that was probably meant. */
  readonly nearestAppId: string | null;
  readonly bytes: number;
  /** Why nothing of an accepted request could be read. */
  readonly undecodable: string | null;
  readonly events: readonly VerifyEvent[];
  readonly eventCount: number;
}

/** Events of one request that the panel shows. */
const shownEvents = 20;

/** A request as it lies in the segment; null for a line of another app. */
export function entryOfLine(text: string, appId: string, nowMs: number): VerifyEntry | null {
  const { record, outcome } = readLine({ file: 0, line: 0, text }, nowMs);
  if (record.appId !== appId) return null;
  const decoded = outcome === 'readable' ? decodeBody(record.data) : null;
  const events = decoded?.kind === 'events' ? decoded.events : [];
  return {
    ...{ rid: record.rid, atMs: record.ingestMs, kind: 'accepted', appId: record.appId },
    platform: platformOf(events[0]),
    ...{ status: null, code: null, message: null, origin: null, nearestAppId: null },
    bytes: record.data.length,
    undecodable: decoded?.kind === 'undecodable' ? decoded.reason : null,
    events: events.slice(0, shownEvents).map(waitingEvent),
    eventCount: events.length,
  };
}

const field = (event: unknown, name: string): string | null => {
  if (typeof event !== 'object' || event === null) return null;
  const value: unknown = Reflect.get(event, name);
  return typeof value === 'string' ? value.slice(0, 200) : null;
};

const platformOf = (event: unknown) => field(event, 'platform');

function waitingEvent(event: unknown): VerifyEvent {
  const name = field(event, 'event_type') ?? field(event, 'event_name') ?? field(event, 'event');
  return { eventId: field(event, 'event_id'), name, outcome: 'waiting', why: null, detail: null };
}

/** A refused request. */
export function entryOfRefusal(refusal: Refusal, nearestAppId: string | null): VerifyEntry {
  const { rid, atMs, appId, code, status, origin, bytes } = refusal;
  return {
    ...{ rid, atMs, kind: 'refused', appId, platform: null, status, code, nearestAppId, bytes },
    message: new CodedError(code).message,
    origin: origin === '' ? null : origin,
    undecodable: null,
    events: [],
    eventCount: 0,
  };
}

/** An event as the warehouse knows it. */
export function processedEvent(event: LedgerEvent): VerifyEvent {
  const { eventId, eventName, outcome, why, detail } = event;
  return { eventId, name: eventName, outcome, why, detail };
}

/** Requests that were processed before anyone looked, made from their events. */
export function entryOfEvents(rid: string, events: readonly LedgerEvent[]): VerifyEntry {
  const [first] = events;
  return {
    ...{ rid, atMs: first?.ingestMs ?? 0, kind: 'accepted', appId: first?.appId ?? '' },
    ...{
      platform: null,
      status: null,
      code: null,
      message: null,
      origin: null,
      nearestAppId: null,
      bytes: 0,
    },
    undecodable: null,
    events: events.slice(0, shownEvents).map(processedEvent),
    eventCount: events.length,
  };
}

/** A request that could not be decoded. */
export function entryOfRecord(reject: RejectRow): VerifyEntry {
  return {
    ...entryOfEvents(reject.rid, []),
    atMs: reject.ingestMs,
    appId: reject.appId,
    bytes: reject.text.length,
    undecodable: reject.reason,
  };
}
