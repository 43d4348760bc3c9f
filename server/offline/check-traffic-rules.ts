import { readdir } from 'node:fs/promises';
import { CodedError } from '@millstream/core';
import { loadTrafficRules } from '@millstream/processing';

/**
 * Reads the rules of every app in a rules folder, so that a broken file stops a run before it begins and not event by event.
 * @throws CodedError USAGE for a folder that cannot be read, TRAFFIC_RULES_INVALID
 */
export async function checkTrafficRules(folder: string): Promise<void> {
  const apps = await readdir(folder).catch((cause: unknown) => {
    throw new CodedError(
      'USAGE',
      { problem: `--traffic-rules: ${folder} is no folder that can be read.` },
      { cause },
    );
  });
  for (const app of apps) loadTrafficRules(folder, app);
}
