import { createEventRow, type EventRow } from '../rows/event-row.ts';
import { fillPageColumns } from '../transformers/clickstream/page-columns.ts';
import type { ChannelFacts } from './channel-condition.ts';
import { type ChannelInput, factsOf } from './channel-rules.ts';
import { type ConditionVerdict, explainCondition } from './explain-condition.ts';
import { givenTrafficSource } from './given-traffic-source.ts';
import { trafficSourceOf } from './traffic-columns.ts';
import { type TrafficOrigin, trafficOrigin } from './traffic-origin.ts';
import type { TrafficRuleFiles } from './traffic-rule-files.ts';
import { compileTrafficRules, type TrafficRules } from './traffic-rules.ts';
import type { TrafficSource } from './traffic-source.ts';

/** A visit to try the rules on. Absent and empty mean the same. */
export interface TrafficCase {
  /** The page's URL, as `_page_url` carries it. */
  readonly url?: string | undefined;
  /** The page's referrer. */
  readonly referrer?: string | undefined;
  /** Last page off the site. @default the referrer alone counts */
  readonly latestReferrer?: string | undefined;
  readonly latestReferrerHost?: string | undefined;
  /** Traffic attributes of the client by name, e.g. `_traffic_source_source`. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/** What one rule says about a visit. */
export interface RuleVerdict extends ConditionVerdict {
  /** Position in the list from 0. */
  readonly index: number;
  readonly id: string | number;
  readonly channel: string;
}

/** What the pipeline makes of a visit, and why. */
export interface TrafficTest extends TrafficOrigin {
  /** The ten fields as they would be stored. */
  readonly result: TrafficSource;
  /** Position of the rule that gave the channel; null when none did. */
  readonly decidedBy: number | null;
  /** What gave the channel: a rule, no rule, the lack of any source, the client, or nothing was derived. */
  readonly channelFrom: 'rule' | 'no_rule' | 'no_source' | 'client' | 'nothing';
  /** The values that the rules compared; null when they were not asked. */
  readonly facts: ChannelFacts | null;
  /** Every rule's verdict in order, also of those behind the deciding one. */
  readonly verdicts: readonly RuleVerdict[];
}

/**
 * Runs the pipeline's own code on a visit and explains what it does.
 * @throws CodedError TRAFFIC_RULES_INVALID
 */
export function testTrafficRules(files: TrafficRuleFiles, visit: TrafficCase): TrafficTest {
  const compiled = compileTrafficRules(files.categories, files.channels);
  let asked: ChannelInput | null = null;
  const rules: TrafficRules = {
    ...compiled,
    chooseChannel(input) {
      asked = input;
      return compiled.chooseChannel(input);
    },
  };
  const attributes = new Map(Object.entries(visit.attributes ?? {}));
  const row = rowOf(visit);
  fillPageColumns(row, attributes, { readUrl: rules.readUrl, rules });
  const result = trafficSourceOf(row);
  return { ...originOf(visit, row, rules), result, ...explained(files, asked, result) };
}

function rowOf(visit: TrafficCase): EventRow {
  const row = createEventRow(0, 0, 0);
  row.page_view_page_url = visit.url || undefined;
  row.page_view_page_referrer = visit.referrer || undefined;
  row.page_view_latest_referrer = visit.latestReferrer || undefined;
  row.page_view_latest_referrer_host = visit.latestReferrerHost || undefined;
  return row;
}

function originOf(visit: TrafficCase, row: EventRow, rules: TrafficRules): TrafficOrigin {
  const given = givenTrafficSource((name) => visit.attributes?.[name] ?? null);
  const isGiven = given.source !== null;
  // A client's own source is judged by the row's columns, everything else by the attributes as they were sent.
  const latestReferrerHost = isGiven ? row.page_view_latest_referrer_host : visit.latestReferrerHost;
  return trafficOrigin(
    {
      given: isGiven ? given : null,
      pageUrl: visit.url ?? null,
      pageHost: row.page_view_hostname ?? null,
      pageReferrer: visit.referrer ?? null,
      latestReferrer: visit.latestReferrer ?? null,
      latestReferrerHost: latestReferrerHost ?? null,
    },
    rules,
  );
}

/** The verdicts of all rules and which of them decided. */
function explained(
  { channels }: TrafficRuleFiles,
  asked: ChannelInput | null,
  { source, channelGroup }: TrafficSource,
): Omit<TrafficTest, keyof TrafficOrigin | 'result'> {
  if (asked === null) {
    const channelFrom = source === '' || channelGroup === null ? 'nothing' : 'client';
    return { decidedBy: null, channelFrom, facts: null, verdicts: [] };
  }
  const facts = factsOf(asked);
  const verdicts = channels.map(({ id, channel, condition }, index) => ({
    index,
    id,
    channel,
    ...explainCondition(condition, facts),
  }));
  const first = verdicts.find(({ holds }) => holds);
  const chosen = first?.channel ?? 'Unassigned';
  // Without any source the last step of the evaluation names the channel itself.
  const isOverruled =
    asked.campaign.source === null && (channelGroup === 'Direct' || channelGroup === 'Internal');
  if (isOverruled && chosen !== channelGroup)
    return { decidedBy: null, channelFrom: 'no_source', facts, verdicts };
  return {
    decidedBy: first?.index ?? null,
    channelFrom: first === undefined ? 'no_rule' : 'rule',
    facts,
    verdicts,
  };
}
