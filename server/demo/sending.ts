import { hourMs, minuteMs } from './calendar.ts';
import type { Delivery } from './delivery.ts';
import type { DemoEvent } from './demo-event.ts';
import { story } from './story.ts';
import type { Visitor } from './visitor.ts';

/** Nothing arrives later than this after it happened: the pipeline refuses events older than 72 h. */
const latestMs = 71 * hourMs;
const sendIntervalMs = { Web: 5_000, WeChatMP: 5_000, Android: 30_000, iOS: 30_000 } as const;
const mostEventsPerBundle = 100;

/** Events that a client sends together, and when. */
interface Bundle {
  readonly events: readonly DemoEvent[];
  readonly sentMs: number;
}

function bundles(visitor: Visitor, events: readonly DemoEvent[], intervalMs: number): Bundle[] {
  const result: Bundle[] = [];
  let open: DemoEvent[] = [];
  let dueMs = 0;
  const close = (): void => {
    const lastMs = (open.at(-1)?.timestamp ?? 0) + visitor.clockLagMs;
    if (open.length > 0) result.push({ events: open, sentMs: Math.max(dueMs, lastMs) });
    open = [];
  };
  for (const event of events) {
    const atMs = event.timestamp + visitor.clockLagMs;
    if (open.length > 0 && (atMs > dueMs || open.length === mostEventsPerBundle)) close();
    if (open.length === 0) dueMs = atMs + intervalMs;
    open.push(event);
  }
  // The client flushes when the page or app is hidden, so the last bundle does not wait.
  dueMs = 0;
  close();
  return result;
}

function address(visitor: Visitor): string {
  const { random, addresses } = visitor;
  const client = addresses.length > 1 && random.chance(0.35) ? addresses[1] : addresses[0];
  return random.chance(0.08)
    ? `${client}, 10.0.${random.integer(0, 3)}.${random.integer(2, 254)}`
    : `${client}`;
}

function delivery(visitor: Visitor, bundle: Bundle, ip: string): Delivery {
  visitor.bundleSequence += 1;
  return {
    ingestMs: Math.round(bundle.sentMs + Math.min(8_000, visitor.random.logNormal(90, 0.7))),
    uploadMs: Math.round(bundle.sentMs) - visitor.clockLagMs,
    appId: visitor.appId,
    platform: visitor.platform,
    sequence: visitor.bundleSequence,
    ip,
    ua: visitor.device.ua,
    rid: visitor.random.hex(4),
    events: bundle.events,
  };
}

/** The same events once more: the answer was lost, so the client sent them again. */
function resent(visitor: Visitor, first: Delivery): Delivery {
  const { random } = visitor;
  const waitMs = 1_000 + (random.chance(0.85) ? random.exponential(25_000) : random.exponential(7 * hourMs));
  const oldestMs = (first.events[0]?.timestamp ?? 0) + visitor.clockLagMs;
  const ingestMs = Math.round(
    Math.max(first.ingestMs + 1, Math.min(first.ingestMs + waitMs, oldestMs + latestMs)),
  );
  const uploadMs = first.uploadMs + (ingestMs - first.ingestMs);
  return { ...first, ingestMs, uploadMs, rid: random.hex(4) };
}

/**
 * Turns the events of one visit into requests: bundled by the client's timer, some held back for hours or days
 * without network, some arriving twice. Marks the visitor as busy until the network is back.
 */
export function send(visitor: Visitor, events: readonly DemoEvent[]): Delivery[] {
  const { random, platform } = visitor;
  const isApp = platform === 'Android' || platform === 'iOS';
  const ip = address(visitor);
  const endMs = (events.at(-1)?.timestamp ?? 0) + visitor.clockLagMs;
  const isOffline = isApp && random.chance(story.offlineVisits);
  const backMs = isOffline
    ? endMs + Math.min(69 * hourMs, 20 * minuteMs + random.logNormal(5 * hourMs, 1.2))
    : endMs;
  visitor.freeFromMs = backMs;
  const result: Delivery[] = [];
  for (const bundle of bundles(visitor, events, isOffline ? 3 * hourMs : sendIntervalMs[platform])) {
    const isHeldUp = platform === 'Web' && random.chance(story.lateWebRequests);
    const waitMs = isHeldUp ? Math.min(66 * hourMs, random.exponential(5 * hourMs)) : 0;
    const sentMs = isOffline ? backMs : bundle.sentMs + waitMs;
    const first = delivery(visitor, { events: bundle.events, sentMs }, ip);
    result.push(first);
    if (random.chance(story.resentRequests)) result.push(resent(visitor, first));
  }
  return result;
}
