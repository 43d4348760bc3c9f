import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError, isAppId } from '@millstream/core';
import defaultCategoryRows from './data/traffic_source_category_rule_v1.json' with { type: 'json' };
import defaultChannelRules from './data/traffic_source_channel_rule_v1.json' with { type: 'json' };
import { compileTrafficRules, type TrafficRules } from './traffic-rules.ts';

/** Names of an app's two rule files. */
export const trafficRuleFiles = {
  categories: 'traffic_source_category_rule_v1.json',
  channels: 'traffic_source_channel_rule_v1.json',
} as const;

/** Contents of the default rule files; every new app may get a copy. */
export const defaultTrafficRuleFiles: Readonly<Record<keyof typeof trafficRuleFiles, unknown>> = {
  categories: defaultCategoryRows,
  channels: defaultChannelRules,
};

/** The default rules, compiled anew with their own cache. */
export function defaultTrafficRules(): TrafficRules {
  return compileTrafficRules(defaultCategoryRows, defaultChannelRules, { path: 'the default rules' });
}

/**
 * The rules of `appId` from `<folder>/<appId>/`; a file that is not there is replaced by its default.
 * @throws CodedError TRAFFIC_RULES_INVALID for a file that cannot be read or breaks the format.
 */
export function loadTrafficRules(folder: string, appId: string): TrafficRules {
  return loadOwnRules(folder, appId) ?? defaultTrafficRules();
}

function loadOwnRules(folder: string, appId: string): TrafficRules | null {
  // Anything that is no app id could name a place outside the folder.
  if (!isAppId(appId)) return null;
  const path = join(folder, appId);
  const categories = readRuleFile(join(path, trafficRuleFiles.categories));
  const channels = readRuleFile(join(path, trafficRuleFiles.channels));
  if (categories === undefined && channels === undefined) return null;
  return compileTrafficRules(categories ?? defaultCategoryRows, channels ?? defaultChannelRules, { path });
}

/** Content of a rule file; undefined when there is none. @throws CodedError TRAFFIC_RULES_INVALID */
export function readRuleFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) ?? {};
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) {
      return undefined;
    }
    throw new CodedError('TRAFFIC_RULES_INVALID', { path, problems: String(cause) }, { cause });
  }
}

/** Rules of any app, loaded when first asked for; apps without own files share one set and its cache. */
export type TrafficRulesOfApp = (appId: string) => TrafficRules;

/**
 * Opens a rules folder (null: the defaults for every app). Files are read once; open it again to see changes, which the
 * job does for each batch.
 */
export function openTrafficRules(folder: string | null): TrafficRulesOfApp {
  const byApp = new Map<string, TrafficRules>();
  let shared: TrafficRules | undefined;
  return function rulesOfApp(appId) {
    const known = byApp.get(appId);
    if (known !== undefined) return known;
    const own = folder === null ? null : loadOwnRules(folder, appId);
    shared ??= defaultTrafficRules();
    const rules = own ?? shared;
    byApp.set(appId, rules);
    return rules;
  };
}
