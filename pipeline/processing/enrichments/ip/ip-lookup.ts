import { type Logger, silentLogger } from '@millstream/core';
import { createBoundedCache } from '../../caching/bounded-cache.ts';
import { parseIpAddress } from './ip-address.ts';
import type { SharedIpDatabases } from './ip-databases.ts';
import type { MmdbMap, MmdbValue } from './mmdb-decoder.ts';
import { createMmdbReader, isMmdbMap } from './mmdb-reader.ts';
import { PagedFile } from './paged-file.ts';
import { createPlaceNames, type PlaceNames } from './place-names.ts';

/** Where an address is, in English; what is unknown is left out. */
export interface IpPlace {
  readonly geo_continent?: string;
  readonly geo_country?: string;
  readonly geo_city?: string;
}

/**
 * Looks up the first address of a list such as `X-Forwarded-For`; null for a bad, private or unknown address.
 */
export type IpLookup = (addressList: string | null | undefined) => IpPlace | null;

/** Settings of a look-up. */
export interface IpLookupOptions {
  /** Distinct addresses kept. @default 25_000 (8 MB at most) */
  readonly cacheSize?: number;
  /** Told once when a database proves damaged; its addresses are unknown then. @default silent */
  readonly logger?: Logger;
}

const text = (value: MmdbValue | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The English name of `{ names: { en } }`. */
function englishName(value: MmdbValue | undefined): string | undefined {
  const names = isMmdbMap(value) ? value.names : undefined;
  return isMmdbMap(names) ? text(names.en) : undefined;
}

/** Reads records of GeoLite2's shape (nested, with names) and of the installed database (flat, with a country code). */
function placeOf(record: MmdbMap, names: PlaceNames): IpPlace | null {
  const isoCode = isMmdbMap(record.country) ? text(record.country.iso_code) : undefined;
  const code = text(record.country_code) ?? isoCode;
  const continent = englishName(record.continent) ?? (code && names.continent(code));
  const country = englishName(record.country) ?? (code && names.country(code));
  const city = englishName(record.city) ?? text(record.city);
  if (!continent && !country && !city) return null;
  return Object.freeze({
    ...(continent ? { geo_continent: continent } : {}),
    ...(country ? { geo_country: country } : {}),
    ...(city ? { geo_city: city } : {}),
  });
}

/** Makes a look-up for one thread over shared databases; the first database that knows an address wins. */
export function createIpLookup(databases: SharedIpDatabases, options: IpLookupOptions = {}): IpLookup {
  const readers = databases.files.map((handle) => createMmdbReader(new PagedFile(handle)));
  const names = createPlaceNames();
  const logger = options.logger ?? silentLogger;
  let isDamageTold = false;
  const cache = createBoundedCache<IpPlace | 'unknown'>({
    entries: options.cacheSize ?? 25_000,
    maxKeyLength: 64,
  });

  function find(address: string): IpPlace | null {
    const bytes = parseIpAddress(address);
    if (!bytes) return null;
    for (const reader of readers) {
      const record = reader.find(bytes);
      if (record) return placeOf(record, names);
    }
    return null;
  }
  function findSafely(address: string): IpPlace | null {
    try {
      return find(address);
    } catch (error) {
      // A wrong place is not worth a lost batch; the events are kept without one.
      if (!isDamageTold) logger.warn({ err: error, address }, 'an IP database is damaged or closed');
      isDamageTold = true;
      return null;
    }
  }
  return function lookUp(addressList) {
    if (!addressList) return null;
    const comma = addressList.indexOf(',');
    const address = (comma < 0 ? addressList : addressList.slice(0, comma)).trim();
    let place = cache.get(address);
    if (place === undefined) {
      place = findSafely(address) ?? 'unknown';
      cache.set(address, place);
    }
    return place === 'unknown' ? null : place;
  };
}
