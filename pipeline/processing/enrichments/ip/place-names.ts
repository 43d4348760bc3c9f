import { readFileSync } from 'node:fs';

/** English names for an ISO 3166 country code. */
export interface PlaceNames {
  country(code: string): string | undefined;
  continent(code: string): string | undefined;
}

interface ContinentsFile {
  /** Continent name to the codes of its countries. */
  readonly continents: Readonly<Record<string, readonly string[]>>;
  /** Country names where the runtime's English name carries politics or brackets that city databases leave out. */
  readonly countryNames: Readonly<Record<string, string>>;
}

/** Makes the look-up of names from the table shipped here and the runtime's own list of regions. */
export function createPlaceNames(): PlaceNames {
  const table: ContinentsFile = JSON.parse(
    readFileSync(new URL('./data/continents.json', import.meta.url), 'utf8'),
  );
  const continentOf = new Map<string, string>();
  for (const [continent, codes] of Object.entries(table.continents)) {
    for (const code of codes) continentOf.set(code, continent);
  }
  const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  return {
    country(code) {
      if (!/^[A-Z]{2}$/.test(code)) return undefined;
      return table.countryNames[code] ?? regions.of(code)?.replaceAll(' & ', ' and ');
    },
    continent: (code) => continentOf.get(code),
  };
}
