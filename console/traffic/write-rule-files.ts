import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, isAppId, syncPath } from '@millstream/core';
import { type TrafficRuleFiles, trafficRuleFiles } from '@millstream/processing';

/**
 * Puts an app's rules in force: each file is written aside, made durable and switched by rename, so that the pipeline reads
 * a whole file at any moment. The next batch uses them.
 * @throws CodedError TRAFFIC_RULES_UNWRITABLE
 */
export async function writeRuleFiles(folder: string, appId: string, rules: TrafficRuleFiles): Promise<void> {
  // Anything that is no app id could name a place outside the folder.
  if (!isAppId(appId)) throw new CodedError('APP_ID_INVALID', { appId });
  const path = join(folder, appId);
  const files = (['categories', 'channels'] as const).map((list) => {
    const target = join(path, trafficRuleFiles[list]);
    return { target, aside: `${target}.new`, text: `${JSON.stringify(rules[list], null, 1)}\n` };
  });
  try {
    await mkdir(path, { recursive: true });
    for (const { aside, text } of files) await writeDurably(aside, text);
    for (const { aside, target } of files) await rename(aside, target);
    await syncPath(path);
  } catch (cause) {
    for (const { aside } of files) await rm(aside, { force: true }).catch(() => {});
    throw new CodedError('TRAFFIC_RULES_UNWRITABLE', { path }, { cause });
  }
}

/**
 * Ends the switch of an app's rules that a crash left half done: `writeRuleFiles` renames the categories first, so channels
 * that still stand aside alone belong to categories that are in force. Otherwise nothing had been switched, and what
 * stands aside may be half written: it goes.
 * @throws CodedError TRAFFIC_RULES_UNWRITABLE
 */
export async function settleRuleFiles(folder: string, appId: string): Promise<void> {
  if (!isAppId(appId)) throw new CodedError('APP_ID_INVALID', { appId });
  const path = join(folder, appId);
  const channels = join(path, trafficRuleFiles.channels);
  const asideOf = (target: string) => `${target}.new`;
  const categoriesAside = asideOf(join(path, trafficRuleFiles.categories));
  try {
    if (existsSync(asideOf(channels)) && !existsSync(categoriesAside)) {
      await rename(asideOf(channels), channels);
      await syncPath(path);
    }
    for (const aside of [categoriesAside, asideOf(channels)]) await rm(aside, { force: true });
  } catch (cause) {
    throw new CodedError('TRAFFIC_RULES_UNWRITABLE', { path }, { cause });
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
