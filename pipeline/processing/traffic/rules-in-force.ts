import { join } from 'node:path';
import { isAppId } from '@millstream/core';
import { categoryRowsSchema } from './category-table.ts';
import { channelRulesSchema } from './channel-rules.ts';
import { defaultTrafficRuleFiles, readRuleFile, trafficRuleFiles } from './load-traffic-rules.ts';
import type { TrafficRuleFiles } from './traffic-rule-files.ts';
import { parseRules } from './traffic-rules.ts';

/** Rules that the next batch uses for an app. */
export interface RulesInForce {
  readonly rules: TrafficRuleFiles;
  /** False = no file of the app: the defaults apply. */
  readonly isOwn: boolean;
}

/** The default rules as plain lists. */
export function defaultRuleFiles(): TrafficRuleFiles {
  return parse(defaultTrafficRuleFiles, 'the default rules');
}

/** Reads the rules of an app as the next batch will. @throws CodedError TRAFFIC_RULES_INVALID for a broken file */
export function rulesInForce(folder: string, appId: string): RulesInForce {
  // Anything that is no app id could name a place outside the folder.
  if (!isAppId(appId)) return { rules: defaultRuleFiles(), isOwn: false };
  const path = join(folder, appId);
  const categories = readRuleFile(join(path, trafficRuleFiles.categories));
  const channels = readRuleFile(join(path, trafficRuleFiles.channels));
  const files = {
    categories: categories ?? defaultTrafficRuleFiles.categories,
    channels: channels ?? defaultTrafficRuleFiles.channels,
  };
  return { rules: parse(files, path), isOwn: categories !== undefined || channels !== undefined };
}

function parse(
  files: { readonly categories: unknown; readonly channels: unknown },
  path: string,
): TrafficRuleFiles {
  return {
    categories: parseRules(categoryRowsSchema, files.categories, path),
    channels: parseRules(channelRulesSchema, files.channels, path),
  };
}
