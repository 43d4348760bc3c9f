import { emptyRequestLinePrefix, type RejectReason } from '@millstream/core';
import { isJsonObject, type JsonObject } from './json-object.ts';
import { jsonMembers } from './json-text.ts';
import type { SourceRecord } from './source-record.ts';

/** One line of a file of raw records. */
export interface SourceLine {
  /** Index into the batch's list of input files. */
  readonly file: number;
  /** Line in that file, from 0. */
  readonly line: number;
  readonly text: string;
}

/** A line's record, and whether it goes on: `readable`, `empty` (an empty body), or why it is rejected whole. */
export interface LineReading {
  readonly record: SourceRecord;
  readonly outcome: 'readable' | 'empty' | RejectReason;
}

/** First and last instant that every engine can write as a timestamp with a four-digit year, epoch ms. */
const firstMs = -62_135_596_800_000;
const lastMs = 253_402_300_799_999;

/** Whether the time lies within the years 1 to 9999. */
export function isStorableTime(ms: number): boolean {
  return ms >= firstMs && ms <= lastMs;
}

function readTime(value: unknown): number | undefined {
  const ms = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof ms === 'number' && isStorableTime(ms) ? Math.trunc(ms) : undefined;
}

/** Text without lone surrogates, which no engine stores. */
function readText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.isWellFormed() ? value : value.toWellFormed();
}

function parseRecord(text: string): JsonObject | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** The body's text; one that is JSON instead of a string keeps the text it has in the line. */
function bodyText(data: unknown, line: string): string {
  return readText(data) ?? jsonMembers(line).findLast(([name]) => name === 'data')?.[1] ?? '';
}

/** Reads one line. `fallbackMs` stands in for a record without usable ingest time. Never throws. */
export function readLine(source: SourceLine, fallbackMs: number): LineReading {
  const { text } = source;
  const raw = parseRecord(text);
  const hasData = raw?.data !== null && raw?.data !== undefined;
  const record: SourceRecord = {
    file: source.file,
    line: source.line,
    text,
    appId: readText(raw?.appId) ?? '',
    data: hasData ? bodyText(raw.data, text) : '',
    ingestMs: readTime(raw?.ingest_time) ?? readTime(raw?.server_ingest_time) ?? fallbackMs,
    uploadMs: readTime(raw?.client_timestamp),
    rid: readText(raw?.rid) ?? '',
    uri: readText(raw?.uri),
    ua: readText(raw?.ua),
    ip: readText(raw?.ip),
  };
  return { record, outcome: outcomeOf(record, raw !== null, hasData) };
}

function outcomeOf(record: SourceRecord, isRecord: boolean, hasData: boolean): LineReading['outcome'] {
  if (record.text.startsWith(emptyRequestLinePrefix) || record.text.trim() === '') return 'empty';
  if (!isRecord) return 'record_unreadable';
  if (!hasData) return 'data_missing';
  if (record.data.trim() === '') return 'empty';
  return record.appId === '' ? 'record_without_app' : 'readable';
}
