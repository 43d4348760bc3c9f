import type { QueryParameter } from '../urls/query-parameters.ts';
import { type CampaignFacts, clickIdText, noCampaign } from './traffic-source.ts';

/**
 * The campaign that a URL's query names: `utm_*` (the first of each; an empty value counts as missing) and the click id,
 * `gclid` before the first parameter whose name ends with `clid`. A click id without `utm_source` gives a source and,
 * without `utm_medium`, the medium `(CPC)`.
 */
export function campaignOfUrl(parameters: readonly QueryParameter[]): CampaignFacts {
  if (parameters.length === 0) return noCampaign;
  const source = firstValue(parameters, 'utm_source');
  const medium = firstValue(parameters, 'utm_medium');
  const click = clickIdOf(parameters);
  const isSourceInferred = source === null && click !== null;
  return {
    source: isSourceInferred ? (click.name === 'gclid' ? 'Google' : click.name) : source,
    medium: isSourceInferred ? (medium ?? '(CPC)') : medium,
    campaign: firstValue(parameters, 'utm_campaign'),
    content: firstValue(parameters, 'utm_content'),
    term: firstValue(parameters, 'utm_term'),
    campaignId: firstValue(parameters, 'utm_id'),
    clidPlatform: firstValue(parameters, 'utm_source_platform'),
    clid: click === null ? null : clickIdText(click.name, click.value),
  };
}

function firstValue(parameters: readonly QueryParameter[], name: string): string | null {
  for (const [candidate, value] of parameters) if (candidate === name) return value;
  return null;
}

function clickIdOf(parameters: readonly QueryParameter[]): { name: string; value: string } | null {
  const google = firstValue(parameters, 'gclid');
  if (google !== null) return { name: 'gclid', value: google };
  for (const [name, value] of parameters) {
    if (value !== null && name.endsWith('clid')) return { name, value };
  }
  return null;
}
