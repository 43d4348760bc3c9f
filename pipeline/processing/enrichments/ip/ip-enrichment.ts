import type { IpLookup, IpPlace } from './ip-lookup.ts';

/** The part of an event row that the IP enrichment fills. */
export type IpRow = { -readonly [Name in keyof IpPlace]?: IpPlace[Name] | undefined } & {
  [column: string]: unknown;
};

/** Fills continent, country and city of a row in place; what is not found keeps the row's value. */
export type IpEnrichment = (row: IpRow, addressList: string | null | undefined) => void;

/** Makes the built-in enrichment `IP` over a look-up. */
export function createIpEnrichment(lookUp: IpLookup): IpEnrichment {
  return function enrichIp(row, addressList) {
    const place = lookUp(addressList);
    if (!place) return;
    if (place.geo_continent !== undefined) row.geo_continent = place.geo_continent;
    if (place.geo_country !== undefined) row.geo_country = place.geo_country;
    if (place.geo_city !== undefined) row.geo_city = place.geo_city;
  };
}
