import type { RateLimits } from '../limits/rate-limits.ts';
import { type Answer, refusal } from './answer.ts';
import { bodyAsJson, integrityCode, looksInvalid } from './body-text.ts';
import { limitedAddress } from './client-address.ts';
import type { Exchange } from './exchange.ts';
import type { Inflater } from './inflate.ts';
import type { RecordLines } from './record-line.ts';

/** What accepting a body needs. */
export interface BodyAcceptance {
  readonly lines: RecordLines;
  readonly inflater: Inflater;
  readonly rateLimits: RateLimits;
  /** Bytes of all projects that wait for the disk, and of bodies still arriving. */
  readonly waitingBytes: () => number;
}

const unreadable = refusal('BODY_UNREADABLE');
const integrityFailed = refusal('INTEGRITY_FAILED');

/** More bytes wait than this worker may hold. */
export const overloaded: Answer = refusal('OVERLOADED', {}, ['Retry-After', '1']);

function tooLarge(limit: number): Answer {
  return refusal('BODY_TOO_LARGE', { limit });
}

function rateLimited(acceptance: BodyAcceptance, exchange: Exchange, appId: string): Answer | null {
  const { rateLimits } = acceptance;
  const address = rateLimits.countsAddresses
    ? limitedAddress(exchange.peer, exchange.head.forwardedFor, exchange.rules.isTrustedPeer)
    : '';
  const waitMs = rateLimits.take(appId, address);
  return waitMs === 0 ? null : refusal('RATE_LIMITED', {}, ['Retry-After', String(Math.ceil(waitMs / 1000))]);
}

/** Hands a line to the store, or says why it cannot take it (rows 12 and 13). */
function store(acceptance: BodyAcceptance, exchange: Exchange, line: string): void {
  const { app, rules, arrival } = exchange;
  if (!app) return;
  const { commit, guard } = app.store;
  if (guard.isLow) {
    const details = { path: 'the store', guardBytes: guard.guardBytes };
    exchange.answer(refusal('DISK_FULL', details, ['Retry-After', '30']));
    return;
  }
  const waiting = acceptance.waitingBytes();
  // A line larger than the whole allowance passes alone; otherwise it never could.
  if (waiting > 0 && waiting + line.length > rules.settings.maxUnsyncedBytes) {
    exchange.answer(overloaded);
    return;
  }
  commit.offer(line, arrival.receivedAtMs, exchange);
}

function storeBody(acceptance: BodyAcceptance, exchange: Exchange, sent: Buffer, body: Buffer): void {
  const { app, target, rules } = exchange;
  if (!app) return;
  const { hashCode } = target;
  if (app.isStrict && hashCode !== undefined) {
    const code = hashCode.toLowerCase();
    // Clients hash what they hand to their HTTP library, which may compress afterwards.
    if (code !== integrityCode(sent) && (body === sent || code !== integrityCode(body))) {
      exchange.answer(integrityFailed);
      return;
    }
  }
  const limited = rateLimited(acceptance, exchange, app.appId);
  if (limited) {
    exchange.answer(limited);
    return;
  }
  const data = bodyAsJson(body);
  if (data.length > rules.maxDataLength) {
    exchange.answer(tooLarge(rules.settings.limits.maxInflatedBytes));
    return;
  }
  if (target.compression === undefined && looksInvalid(body)) app.counts.looksInvalid++;
  store(acceptance, exchange, acceptance.lines.format(exchange, data));
}

function storeEmpty(acceptance: BodyAcceptance, exchange: Exchange): void {
  if (exchange.app) exchange.app.counts.empty++;
  store(acceptance, exchange, acceptance.lines.formatEmpty(exchange));
}

/**
 * Rows 10 to 14 for a request that passed the head: judges the whole body and stores it. The exchange is answered when
 * the record is durable, or at once when it is refused.
 */
export function acceptBody(acceptance: BodyAcceptance, exchange: Exchange, sent: Buffer): void {
  const { limits } = exchange.rules.settings;
  exchange.receivedBytes = sent.length;
  if (sent.length > limits.maxBodyBytes) {
    exchange.answer(tooLarge(limits.maxBodyBytes));
    return;
  }
  if (sent.length === 0) {
    storeEmpty(acceptance, exchange);
    return;
  }
  const encoding = exchange.head.contentEncoding.trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') {
    storeBody(acceptance, exchange, sent, sent);
    return;
  }
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    exchange.answer(unreadable);
    return;
  }
  acceptance.inflater.inflate(sent, limits.maxInflatedBytes, (result) => {
    if (result.kind === 'too-large') exchange.answer(tooLarge(limits.maxInflatedBytes));
    else if (result.kind === 'unreadable') exchange.answer(unreadable);
    else if (result.body.length === 0) storeEmpty(acceptance, exchange);
    else storeBody(acceptance, exchange, sent, result.body);
  });
}
