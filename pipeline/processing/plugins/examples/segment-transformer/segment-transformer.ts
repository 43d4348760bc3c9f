import { definePlugin, type JsonValue, type PluginRecord } from '../../define-plugin.ts';
import { asArray, asObject, asText, asTime, type JsonObject } from './json-access.ts';
import { type MessageSource, segmentEvent } from './segment-event.ts';

interface SegmentConfig {
  /** App id by Segment write key; other keys take the request's app. */
  readonly writeKeys: Readonly<Record<string, string>>;
}

/** One message with what it inherits from its batch. */
function messagesOf(body: JsonObject): JsonObject[] {
  if (!Array.isArray(body.batch)) return [body];
  return asArray(body.batch).map((message) => {
    const own = asObject(message);
    return { ...own, context: { ...asObject(body.context), ...asObject(own.context) } };
  });
}

function parsed(record: PluginRecord): JsonObject | undefined {
  try {
    const body: JsonValue = JSON.parse(record.data ?? '');
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    return isObject ? asObject(body) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes what Segment's libraries send to the HTTP tracking API: single messages and batches of `track`, `page`, `screen`,
 * `identify` and `group`. Point their endpoint at the collector; `alias` messages have no counterpart and are kept as
 * rejects.
 */
export default definePlugin<SegmentConfig>({
  name: 'segment',
  version: '1.0.0',
  apiVersion: 1,
  kind: 'transformer',
  description: "Reads the bodies of Segment's tracking API.",
  configSchema: {
    properties: {
      writeKeys: {
        type: 'object',
        additionalProperties: { type: 'string' },
        default: {},
        title: 'App id by write key',
      },
    },
    additionalProperties: false,
  },
  reads: ['data', 'appId', 'rid', 'ingest_time'],

  transform(records, { config }) {
    const events: { record: number; event: JsonObject }[] = [];
    const rejects: { record: number; reason: string; event?: JsonValue }[] = [];
    for (const record of records) {
      const body = parsed(record);
      if (!body) {
        rejects.push({
          record: record.index,
          reason: 'the body is no JSON object',
          event: record.data?.slice(0, 1000) ?? null,
        });
        continue;
      }
      const key = asText(body.writeKey);
      const source: Omit<MessageSource, 'fallbackId'> = {
        appId: (key === undefined ? undefined : config.writeKeys[key]) ?? record.appId,
        ingestMs: record.ingest_time ?? 0,
        sentMs: asTime(body.sentAt),
      };
      for (const [position, message] of messagesOf(body).entries()) {
        const made = segmentEvent(message, { ...source, fallbackId: `${record.rid ?? ''}-${position}` });
        if (made.kind === 'event') events.push({ record: record.index, event: made.event });
        else rejects.push({ record: record.index, reason: made.reason, event: message });
      }
    }
    return { events, rejects };
  },
});
