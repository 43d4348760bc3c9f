import { type Clock, presetEvents } from '@millstream/core';
import type { DiscoveredMetadata, Warehouse } from '@millstream/modeling';
import type { KnownNames } from '../fields/known-names.ts';
import type { StoredValueType } from '../plan/source.ts';

/** How long names that were read are used, ms: as long as a batch takes to come, so that nobody waits for a new event twice. */
const freshMs = 2_000;

/** Names that specs of an app may use: built-in events, and what its loads found. Hidden ones count as well. */
export function knownFields({ events, fields }: DiscoveredMetadata): KnownNames {
  const names = new Set([...presetEvents, ...events].map(({ name }) => name));
  const custom = new Set(fields.map(({ category, name, type }) => keyOf(category, name, type)));
  const has = (category: string, name: string, type: StoredValueType) =>
    custom.has(keyOf(category, name, type === 'integer' ? 'number' : type));
  return {
    hasEvent: (name) => names.has(name),
    eventNames: [...names],
    hasParameter: (name, type) => has('event', name, type),
    hasAttribute: (name, type) => has('user', name, type),
  };
}

function keyOf(category: string, name: string, type: string): string {
  return `${category} ${type} ${name}`;
}

/** Reads the names of any app, at most once in two seconds each. */
export function createKnownFields(
  warehouse: Pick<Warehouse, 'metadata'>,
  clock: Clock,
): (appId: string) => Promise<KnownNames> {
  const kept = new Map<string, { readonly readAtMs: number; readonly names: Promise<KnownNames> }>();
  return (appId) => {
    const nowMs = clock.monotonic();
    const known = kept.get(appId);
    if (known !== undefined && nowMs - known.readAtMs < freshMs) return known.names;
    const names = warehouse.metadata(appId, { withValues: false, days: 2 }).then(knownFields);
    kept.set(appId, { readAtMs: nowMs, names });
    // A failure is told to who asked, and the next one asks again.
    names.catch(() => kept.delete(appId));
    return names;
  };
}
