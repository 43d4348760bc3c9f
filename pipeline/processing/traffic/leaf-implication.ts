import {
  type ChannelFacts,
  type ChannelField,
  type ChannelLeaf,
  channelFields,
  comparable,
  compileCondition,
} from './channel-condition.ts';
import type { ConditionCase } from './condition-cases.ts';

const noFacts: ChannelFacts = Object.freeze({
  traffic_source_category: null,
  traffic_source_source: null,
  traffic_source_medium: null,
  traffic_source_campaign: null,
  traffic_source_campaign_id: null,
  traffic_source_content: null,
  traffic_source_term: null,
  traffic_source_clid: null,
  traffic_source_clid_platform: null,
  page_view_latest_referrer: null,
  page_view_latest_referrer_host: null,
});

/** Whether any values of the fields can meet all tests; true also when that cannot be told. */
export function isPossible(tests: ConditionCase): boolean {
  return channelFields.every((field) => remainingValues(tests, field)?.length !== 0);
}

/** Whether every visit that meets the tests also meets `leaf`; false also when that cannot be told. */
export function implies(tests: ConditionCase, leaf: ChannelLeaf): boolean {
  const values = remainingValues(tests, leaf.field);
  if (values !== null) return values.every((value) => holds(leaf, value));
  if (isAlwaysTrue(leaf)) return true;
  return tests.some((test) => test.field === leaf.field && leafImplies(test, leaf));
}

/** The values of a field that meet all its tests, when one of them lists its values; null when none does. */
function remainingValues(tests: ConditionCase, field: ChannelField): readonly (string | null)[] | null {
  const own = tests.filter((test) => test.field === field);
  const values = own.map(listedValues).find((listed) => listed !== null);
  return values?.filter((value) => own.every((test) => holds(test, value))) ?? null;
}

/** Values that alone can meet a test; null when they cannot be listed. */
function listedValues(leaf: ChannelLeaf): readonly (string | null)[] | null {
  if (leaf.op === 'in') return leaf.values.map(comparable);
  if (leaf.op !== 'eq') return null;
  const value = comparable(leaf.value);
  return value === '' ? ['', null] : [value];
}

function holds(leaf: ChannelLeaf, value: string | null): boolean {
  return compileCondition(leaf)({ ...noFacts, [leaf.field]: value });
}

function isAlwaysTrue(leaf: ChannelLeaf): boolean {
  if ('values' in leaf) return false;
  const value = comparable(leaf.value);
  if (leaf.op === 'match') return value === '.*' || value === '^.*$';
  return value === '' && (leaf.op === 'contain' || leaf.op === 'start_with' || leaf.op === 'end_with');
}

/** For two tests of one field, of which the first does not list its values. */
function leafImplies(given: ChannelLeaf, wanted: ChannelLeaf): boolean {
  if (given.op === wanted.op && textOf(given) === textOf(wanted)) return true;
  const refused = opposite(wanted);
  if (isNegated(wanted)) {
    // No value that `wanted` refuses may meet `given`.
    const values = listedValues(refused);
    if (values !== null) return !values.some((value) => holds(given, value));
    return isNegated(given) && leafImplies(refused, opposite(given));
  }
  return !isNegated(given) && partImplies(given, wanted);
}

function isNegated(leaf: ChannelLeaf): boolean {
  return leaf.op.startsWith('not_');
}

function textOf(leaf: ChannelLeaf): string {
  return 'values' in leaf ? JSON.stringify(leaf.values.map(comparable).sort()) : comparable(leaf.value);
}

const opposites = {
  eq: 'not_eq',
  contain: 'not_contain',
  start_with: 'not_start_with',
  end_with: 'not_end_with',
  match: 'not_match',
  not_eq: 'eq',
  not_contain: 'contain',
  not_start_with: 'start_with',
  not_end_with: 'end_with',
  not_match: 'match',
} as const;

function opposite(leaf: ChannelLeaf): ChannelLeaf {
  if ('values' in leaf) return { ...leaf, op: leaf.op === 'in' ? 'not_in' : 'in' };
  return { ...leaf, op: opposites[leaf.op] };
}

/** A longer part of a text holds every part of its own. */
function partImplies(given: ChannelLeaf, wanted: ChannelLeaf): boolean {
  if ('values' in given || 'values' in wanted) return false;
  const [long, short] = [comparable(given.value), comparable(wanted.value)];
  const isPart = given.op === 'contain' || given.op === 'start_with' || given.op === 'end_with';
  if (!isPart) return false;
  if (wanted.op === 'contain') return long.includes(short);
  if (wanted.op === 'start_with') return given.op === 'start_with' && long.startsWith(short);
  return wanted.op === 'end_with' && given.op === 'end_with' && long.endsWith(short);
}
