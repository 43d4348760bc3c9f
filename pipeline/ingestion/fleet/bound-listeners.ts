import { lookup } from 'node:dns/promises';
import { type AddressInfo, BoundSocket, isIP } from 'node:net';
import { CodedError } from '@millstream/core';
import type { IngestionSettings } from '../settings/ingestion-settings.ts';
import type { ListenerProtocol } from './worker-messages.ts';

/** One address that the fleet serves. */
export interface ListenerSpec {
  readonly protocol: ListenerProtocol;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/**
 * A bound socket that the supervisor holds but never accepts on. Workers inherit it and listen; connections that arrive
 * while no worker runs wait in it.
 */
export interface BoundListener {
  readonly spec: ListenerSpec;
  readonly address: AddressInfo;
  readonly socket: BoundSocket;
}

/** The addresses that the settings ask for. */
export function listenerSpecs({ host, port, https }: IngestionSettings): ListenerSpec[] {
  const specs: ListenerSpec[] = [{ protocol: 'plain', host, port }];
  if (https.enabled) specs.push({ protocol: 'secure', host, port: https.port });
  return specs;
}

/** Whether two lists ask for the same addresses with the same protocols. */
export function areSameSpecs(one: readonly ListenerSpec[], other: readonly ListenerSpec[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Binds what is not among `held` yet and keeps what is, whatever protocol it had.
 * @throws CodedError PORT_UNAVAILABLE; nothing new stays bound then
 */
export async function bindListeners(
  specs: readonly ListenerSpec[],
  held: readonly BoundListener[],
): Promise<BoundListener[]> {
  const bound: BoundListener[] = [];
  try {
    for (const spec of specs) {
      const same = held.filter((listener) => isSameAddress(listener.spec, spec) && !isAmong(bound, listener));
      const kept = same.find((listener) => listener.spec.protocol === spec.protocol) ?? same[0];
      bound.push(kept ? { ...kept, spec } : await bind(spec));
    }
    return bound;
  } catch (error) {
    releaseListeners(bound.filter((listener) => !isAmong(held, listener)));
    throw error;
  }
}

/** Whether the list holds the listener's socket. */
export function isAmong(listeners: readonly BoundListener[], { socket }: BoundListener): boolean {
  return listeners.some((listener) => listener.socket === socket);
}

/** Closes the supervisor's share of the sockets; workers that inherited them serve on. */
export function releaseListeners(listeners: readonly BoundListener[]): void {
  for (const { socket } of listeners) socket.close();
}

function isSameAddress(one: ListenerSpec, other: ListenerSpec): boolean {
  return one.host === other.host && one.port === other.port;
}

async function bind(spec: ListenerSpec): Promise<BoundListener> {
  const { host, port } = spec;
  try {
    const address = isIP(host) === 0 ? (await lookup(host)).address : host;
    const socket = new BoundSocket({ host: address, port });
    const bound = socket.address();
    if (typeof bound === 'string') throw new Error(`bound to the path ${bound}`);
    return { spec, address: bound, socket };
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new CodedError('PORT_UNAVAILABLE', { host, port, reason }, { cause });
  }
}
