import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import fc from 'fast-check';
import { Reader } from 'mmdb-lib';
import { parseIpAddress } from '../enrichments/ip/ip-address.ts';
import { closeIpDatabases, installedIpDatabases, loadIpDatabases } from '../enrichments/ip/ip-databases.ts';
import { createIpEnrichment, type IpRow } from '../enrichments/ip/ip-enrichment.ts';
import { createIpLookup } from '../enrichments/ip/ip-lookup.ts';
import { createMmdbReader } from '../enrichments/ip/mmdb-reader.ts';
import { PagedFile } from '../enrichments/ip/paged-file.ts';
import { writeMmdb } from './mmdb-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'ip-databases-'));
after(() => rmSync(folder, { recursive: true }));

function written(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const bitsOf = (bytes: readonly number[]): string =>
  bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');

const london = {
  city: { names: { de: 'London!', en: 'London' } },
  continent: { code: 'EU', names: { en: 'Europe' } },
  country: { iso_code: 'GB', names: { en: 'United Kingdom' } },
  location: { latitude: 51.5, accuracy_radius: 10 },
  traits: { is_anycast: true },
};

describe('the installed IP databases', () => {
  const databases = loadIpDatabases();
  after(() => closeIpDatabases(databases));
  const lookUp = createIpLookup(databases);

  for (const [index, path] of installedIpDatabases().entries()) {
    it(`give the records that mmdb-lib reads from ${path.split('/').at(-1)}`, () => {
      const oracle = new Reader<never>(readFileSync(path));
      const handle = databases.files[index];
      assert.ok(handle);
      const reader = createMmdbReader(new PagedFile(handle));
      const address = index === 0 ? fc.ipV4() : fc.ipV6().map((text) => text.replace(/^[^:]*/, '2a02'));
      fc.assert(
        fc.property(address, (text) => {
          const bytes = parseIpAddress(text);
          // mmdb-lib walks an IPv4 tree with the first bits of an IPv6 address; ours does not.
          if (!bytes || bytes.length !== (index === 0 ? 4 : 16)) return;
          assert.deepEqual(reader.find(bytes), oracle.get(text), text);
        }),
        { numRuns: 500 },
      );
    });
  }

  const places: readonly [addresses: string | null | undefined, place: object | null][] = [
    ['81.2.69.142', { geo_continent: 'Europe', geo_country: 'United Kingdom', geo_city: 'London' }],
    [
      ' 81.2.69.142 , 10.0.0.1',
      { geo_continent: 'Europe', geo_country: 'United Kingdom', geo_city: 'London' },
    ],
    ['10.0.0.1, 81.2.69.142', null],
    ['192.168.1.1', null],
    ['127.0.0.1', null],
    ['::1', null],
    ['fd00::1', null],
    ['not an address', null],
    ['', null],
    [null, null],
    [undefined, null],
  ];
  for (const [addresses, place] of places) {
    it(`find ${JSON.stringify(place)} for ${JSON.stringify(addresses)}`, () =>
      assert.deepEqual(lookUp(addresses), place));
  }

  it('know the country of an IPv6 address by its English name', () => {
    const place = lookUp('2a00:1450:4001:831::200e');
    assert.equal(place?.geo_country, 'Germany');
    assert.equal(place?.geo_continent, 'Europe');
  });
});

describe('an IP database of the user', () => {
  for (const recordBits of [24, 28, 32] as const) {
    for (const ipVersion of [4, 6] as const) {
      it(`is read in GeoLite2's shape, with ${recordBits}-bit records for IPv${ipVersion}`, () => {
        const v4 = bitsOf([81, 2]);
        const entries = [
          { bits: ipVersion === 4 ? v4 : '0'.repeat(96) + v4, record: london },
          ...(ipVersion === 6 ? [{ bits: bitsOf([0x20, 0x01, 0x0d, 0xb8]), record: london }] : []),
        ];
        const name = `geolite-${recordBits}-${ipVersion}.mmdb`;
        const databases = loadIpDatabases([written(name, writeMmdb(entries, { recordBits, ipVersion }))]);
        const lookUp = createIpLookup(databases);
        const place = { geo_continent: 'Europe', geo_country: 'United Kingdom', geo_city: 'London' };
        assert.deepEqual(lookUp('81.2.69.142'), place);
        assert.deepEqual(lookUp('81.3.69.142'), null);
        assert.deepEqual(lookUp('2001:db8::1'), ipVersion === 6 ? place : null);
        closeIpDatabases(databases);
      });
    }
  }

  it('fills what it knows and keeps what it does not', () => {
    const record = { country_code: 'CH', city: '' };
    const bytes = writeMmdb([{ bits: bitsOf([9]), record }], { recordBits: 24, ipVersion: 4 });
    const databases = loadIpDatabases([written('flat.mmdb', bytes)]);
    const enrich = createIpEnrichment(createIpLookup(databases));
    const row: IpRow = { geo_city: 'Bern', geo_country: 'unknown' };
    enrich(row, '9.9.9.9');
    assert.deepEqual(row, { geo_city: 'Bern', geo_country: 'Switzerland', geo_continent: 'Europe' });
    enrich(row, '8.8.8.8');
    assert.equal(row.geo_country, 'Switzerland');
    closeIpDatabases(databases);
  });

  const whole = writeMmdb([{ bits: bitsOf([9, 9, 9, 9]), record: london }], { recordBits: 28, ipVersion: 4 });
  const broken: readonly [name: string, bytes: Buffer][] = [
    ['empty.mmdb', Buffer.alloc(0)],
    ['text.mmdb', Buffer.from('not a database')],
    ['marker-only.mmdb', Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')],
    ['tree-cut.mmdb', whole.subarray(whole.length - 100)],
  ];
  for (const [name, bytes] of broken) {
    it(`is refused as GEOIP_UNREADABLE when it is ${name}`, () => {
      const path = written(name, bytes);
      assert.throws(
        () => loadIpDatabases([path]),
        (error) =>
          error instanceof CodedError && error.code === 'GEOIP_UNREADABLE' && error.details.path === path,
      );
    });
  }

  it('is refused as GEOIP_UNREADABLE when it is not there', () => {
    assert.throws(
      () => loadIpDatabases([join(folder, 'missing.mmdb')]),
      (error) => error instanceof CodedError && error.code === 'GEOIP_UNREADABLE',
    );
  });

  it('with a damaged byte is refused, or gives whatever is left, and breaks nothing', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 60), fc.nat(255), fc.ipV4(), (at, value, address) => {
        const damaged = Buffer.from(whole);
        damaged[at] = value;
        const path = written('damaged.mmdb', damaged);
        try {
          const databases = loadIpDatabases([path]);
          createIpLookup(databases)(address);
          closeIpDatabases(databases);
        } catch (error) {
          assert.ok(error instanceof CodedError && error.code === 'GEOIP_UNREADABLE', String(error));
        }
      }),
      { numRuns: 200 },
    );
  });
});
