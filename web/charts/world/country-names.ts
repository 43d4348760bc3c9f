/** Names of the shapes that differ from those of events (GeoLite2 and ISO 3166 short names), by the latter. */
const shapeNames: Readonly<Record<string, string>> = {
  'United States': 'United States of America',
  'Bosnia and Herzegovina': 'Bosnia and Herz.',
  'Central African Republic': 'Central African Rep.',
  'Congo Republic': 'Congo',
  'DR Congo': 'Dem. Rep. Congo',
  'Dominican Republic': 'Dominican Rep.',
  'Ivory Coast': "Côte d'Ivoire",
  'Equatorial Guinea': 'Eq. Guinea',
  Eswatini: 'eSwatini',
  'Falkland Islands': 'Falkland Is.',
  'North Macedonia': 'Macedonia',
  'South Sudan': 'S. Sudan',
  'Solomon Islands': 'Solomon Is.',
  'Western Sahara': 'W. Sahara',
  Türkiye: 'Turkey',
  'The Netherlands': 'Netherlands',
  'Czech Republic': 'Czechia',
  'Russian Federation': 'Russia',
  'Republic of Korea': 'South Korea',
  'Viet Nam': 'Vietnam',
  'Hashemite Kingdom of Jordan': 'Jordan',
};

/** Name of a country's shape. */
export function shapeName(country: string): string {
  return Object.hasOwn(shapeNames, country) ? (shapeNames[country] ?? country) : country;
}
