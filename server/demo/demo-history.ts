import type { RawRecord } from '@millstream/core';
import type { Delivery } from './delivery.ts';
import { type SimulationOptions, simulate } from './simulation.ts';
import { wireForm } from './wire-form.ts';

/** Options of {@link demoHistory}. */
export interface DemoHistoryOptions extends SimulationOptions {
  /** Collect path in the records. @default `/collect` */
  readonly collectPath?: string;
}

/** The raw record that a collector would have written for `delivery`. */
export function rawRecord(delivery: Delivery, collectPath: string): RawRecord {
  const { path, query, body, compression } = wireForm(delivery, collectPath);
  const iso = new Date(delivery.ingestMs).toISOString();
  return {
    appId: delivery.appId,
    platform: delivery.platform,
    ...(compression === null ? {} : { compression }),
    client_timestamp: String(delivery.uploadMs),
    data: body,
    date: `${iso.slice(0, 19)}+00:00`,
    timestamp: iso,
    uri: `${path}?${query}`,
    ua: delivery.ua,
    ip: delivery.ip,
    rid: delivery.rid,
    method: 'POST',
    path,
    ingest_time: delivery.ingestMs,
    server_ingest_time: delivery.ingestMs,
    source_type: 'http_server',
  };
}

/** One line of the history with what the writer of a segment needs to know about it. */
export interface DemoLine {
  /** The raw record as JSON, without the line end. */
  readonly line: string;
  /** Its ingest time, epoch ms; never smaller than that of the line before, never after `endMs`. */
  readonly ingestMs: number;
  /** Number of events in it. */
  readonly events: number;
}

/**
 * The demo shop's past: raw records with their past ingest times, ascending, made while they are read.
 * The same options give the same bytes. Requests that would arrive after `endMs` are left to `liveTraffic`.
 */
export function* demoHistory(options: DemoHistoryOptions): Generator<DemoLine, void> {
  for (const delivery of simulate(options)) {
    if (delivery.ingestMs > options.endMs) return;
    const line = JSON.stringify(rawRecord(delivery, options.collectPath ?? '/collect'));
    yield { line, ingestMs: delivery.ingestMs, events: delivery.events.length };
  }
}
