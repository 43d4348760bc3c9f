import { z } from 'zod';
import type { ReadUrl } from '../urls/url-reader.ts';

const categoryRow = z.object({
  /** Domain, or domain and path, compared exactly. */
  url: z.string().min(1),
  source: z.string().min(1),
  category: z.string().min(1),
  /** Query parameters that hold what was searched for. */
  params: z.array(z.string()).nullish(),
});

/** The file `traffic_source_category_rule_v1.json`. */
export const categoryRowsSchema = z.array(categoryRow);
type CategoryRow = z.infer<typeof categoryRow>;

/** What the table knows about a referrer. */
export interface ReferrerMatch {
  readonly source: string | null;
  /** `Unassigned` when the site is not in the table. */
  readonly category: string;
  /** Search words, distinct, in ascending order, joined with `,`; null when there are none. */
  readonly term: string | null;
  /** Domain of the row that fits; null when the site is not in the table. */
  readonly domain: string | null;
}

/** Known sites, by domain and by source name. */
export interface CategoryTable {
  /** Finds the row with the longest domain that fits the referrer. */
  lookUp(referrer: string, url: ReadUrl): ReferrerMatch;
  /** Category of a source name, ignoring case; null when no row has that name. */
  categoryOfSource(source: string): string | null;
}

/**
 * Names that the default rows give several categories, with the one a reader expects. Only used while the rows still
 * disagree and one of them says so, hence never against an edited table. Otherwise the last row of a name wins.
 */
const settledNames: Readonly<Record<string, string>> = { facebook: 'Social', goo: 'Search' };

const withCountry = /^(.*\.[a-z]{2,3})\.[a-z]{2}$/;

/** Builds the table from validated rows. */
export function buildCategoryTable(rows: readonly CategoryRow[]): CategoryTable {
  const byDomain = new Map(rows.map((row) => [row.url, row]));
  const bySource = categoriesBySource(rows);
  return {
    lookUp(referrer, url) {
      let best: CategoryRow | undefined;
      for (const candidate of candidatesOf(referrer, url)) {
        const row = byDomain.get(candidate);
        if (row !== undefined && (best === undefined || row.url.length > best.url.length)) best = row;
      }
      if (best === undefined) return { source: url.host, category: 'Unassigned', term: null, domain: null };
      const term = searchTerms(url, best.params ?? []);
      return { source: best.source, category: best.category, term, domain: best.url };
    },
    categoryOfSource: (source) => bySource.get(source.toLowerCase()) ?? null,
  };
}

function categoriesBySource(rows: readonly CategoryRow[]): ReadonlyMap<string, string> {
  const last = new Map(rows.map((row) => [row.source.toLowerCase(), row.category]));
  for (const [name, settled] of Object.entries(settledNames)) {
    if (rows.some((row) => row.source.toLowerCase() === name && row.category === settled))
      last.set(name, settled);
  }
  return last;
}

/** Texts under which a referrer may stand in the table; the longest that does counts. */
function candidatesOf(referrer: string, { host, path }: ReadUrl): readonly string[] {
  const candidates = [referrer.split('://')[1] ?? referrer];
  if (referrer.includes('.google.')) candidates.push('google.com');
  if (host === null) return candidates;
  for (const name of host.startsWith('www.') ? [host, host.slice('www.'.length)] : [host]) {
    candidates.push(name);
    if (path !== null && path !== '' && path !== '/') candidates.push(name + path);
    const international = withCountry.exec(name)?.[1];
    if (international !== undefined) candidates.push(international);
  }
  return candidates;
}

function searchTerms(url: ReadUrl, names: readonly string[]): string | null {
  const terms = new Set<string>();
  for (const [name, value] of url.parameters) if (value !== null && names.includes(name)) terms.add(value);
  return terms.size === 0 ? null : [...terms].sort().join(',');
}
