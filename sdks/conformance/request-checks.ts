import { createHash } from 'node:crypto';
import type { RecordedRequest } from './collector-double.ts';
import type { Json, JsonObject, SdkName } from './driver.ts';
import { platformNames, requiredFieldProblems } from './required-fields.ts';

/** What requests are checked against. */
export interface RequestCheckContext {
  readonly sdk: SdkName;
  readonly appIds: readonly string[];
}

const maxMobileEvents = 100;
const maxBatchBytes = 524_288;

/** JSON with the names of objects in order, so that equal contents have equal text. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, entry]) => `${JSON.stringify(name)}:${canonical(entry)}`)
    .join()}}`;
}

/** What holds for every request of every scenario, whatever else is expected. Remembers what came before. */
export class RequestChecks {
  readonly #context: RequestCheckContext;
  /** Last `event_bundle_sequence_id` by app and device, and the pseudo ids that came with it. */
  readonly #sequences = new Map<string, { last: number; readonly people: Set<Json | undefined> }>();
  readonly #events = new Map<string, string>();

  constructor(context: RequestCheckContext) {
    this.#context = context;
  }

  /** @param wallMs what the device's clock shows while the request is sent @returns what is wrong */
  check(request: RecordedRequest, wallMs: number): readonly string[] {
    const events = request.decoded.kind === 'events' ? request.decoded.events : [];
    const problems = [
      ...this.#addressProblems(request, wallMs),
      ...this.#sizeProblems(request),
      ...this.#sequenceProblems(request, events[0]),
      ...events.flatMap((event) => this.#eventProblems(event)),
    ];
    const distinct = [...new Set(problems)];
    return distinct.slice(0, 20).map((problem) => `request ${request.number}: ${problem}`);
  }

  #addressProblems(request: RecordedRequest, wallMs: number): string[] {
    const { query, body } = request;
    const { sdk, appIds } = this.#context;
    const problems: string[] = [];
    if (request.method !== 'POST' || request.path !== '/collect') {
      problems.push(`is ${request.method} ${request.path}`);
    }
    if (!appIds.includes(query.appId ?? '')) problems.push(`appId is ${query.appId}`);
    if (!platformNames[sdk].includes(query.platform ?? '')) problems.push(`platform is ${query.platform}`);
    const hash = createHash('sha256').update(body).digest('hex').slice(0, 8);
    if (query.hashCode !== undefined && query.hashCode !== hash) {
      problems.push(`hashCode is ${query.hashCode}, the body's is ${hash}`);
    }
    if (Number(query.upload_timestamp) !== wallMs) {
      const offMs = Number(query.upload_timestamp) - wallMs;
      problems.push(`upload_timestamp ${query.upload_timestamp} is ${offMs} ms off the device's clock`);
    }
    return problems;
  }

  #sizeProblems({ decoded }: RecordedRequest): string[] {
    if (decoded.kind === 'unreadable') return [`body ${decoded.because}`];
    const { events, jsonBytes } = decoded;
    const isMobile = this.#context.sdk !== 'web' && this.#context.sdk !== 'wechat';
    return [
      ...(events.length === 0 ? ['has no event'] : []),
      ...(isMobile && events.length > maxMobileEvents ? [`has ${events.length} events`] : []),
      ...(events.length > 1 && jsonBytes > maxBatchBytes ? [`has ${jsonBytes} bytes of JSON`] : []),
    ];
  }

  #sequenceProblems({ query }: RecordedRequest, first: JsonObject | undefined): string[] {
    const device = `${query.appId} ${first?.device_id}`;
    const known = this.#sequences.get(device) ?? { last: 0, people: new Set<Json | undefined>() };
    this.#sequences.set(device, known);
    const { last, people } = known;
    const sequence = Number(query.event_bundle_sequence_id);
    // After a purge, or without cookies, the device counts anew for somebody nobody has seen before.
    const isNewInstallation = sequence === 1 && !people.has(first?.unique_id);
    people.add(first?.unique_id);
    known.last = sequence;
    if (!Number.isInteger(sequence) || sequence < 1) {
      return [`event_bundle_sequence_id is ${query.event_bundle_sequence_id}`];
    }
    if (sequence > last || isNewInstallation) return [];
    return [`event_bundle_sequence_id ${sequence} follows ${last}`];
  }

  #eventProblems(event: JsonObject): string[] {
    const { sdk, appIds } = this.#context;
    const content = canonical(event);
    const id = String(event.event_id);
    const known = this.#events.get(id);
    this.#events.set(id, content);
    const isChanged = known !== undefined && known !== content;
    const problems = isChanged ? ['has other contents than when it was sent before'] : [];
    problems.push(...requiredFieldProblems(event, sdk));
    if (!appIds.includes(String(event.app_id))) problems.push(`app_id is ${event.app_id}`);
    if (!platformNames[sdk].includes(String(event.platform))) problems.push(`platform is ${event.platform}`);
    return problems.map((problem) => `${event.event_type}: ${problem}`);
  }
}
