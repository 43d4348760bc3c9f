/** Parameters of a campaign, and the end of the attribute's name. */
const campaignParts = {
  source: 'source',
  medium: 'medium',
  campaign: 'campaign',
  id: 'campaign_id',
  term: 'term',
  content: 'content',
};

/** Click ids in the order they count, by the ad platform that sets them. */
const clickIds = {
  google: ['gclid', 'gbraid', 'wbraid', 'dclid'],
  facebook: ['fbclid'],
  microsoft: ['msclkid'],
  tiktok: ['ttclid'],
  twitter: ['twclid'],
  linkedin: ['li_fat_id'],
  yandex: ['yclid'],
};

/**
 * The traffic-source attributes that the parameters of an address hold; empty when there are none.
 * @param read the value of a parameter; nothing or '' where it is not there
 */
export function campaignAttributes(
  read: (parameter: string) => string | null | undefined,
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [part, name] of Object.entries(campaignParts)) {
    const value = read(`utm_${part}`);
    if (value) found[`_traffic_source_${name}`] = value;
  }
  for (const [platform, names] of Object.entries(clickIds))
    for (const name of names) {
      const value = read(name);
      if (value) return { ...found, _traffic_source_clid: value, _traffic_source_clid_platform: platform };
    }
  return found;
}
