import { isDeepStrictEqual } from 'node:util';
import {
  defaultRuleFiles,
  type RuleCheck,
  rulesInForce,
  type ShadowedRule,
  type TrafficRuleFiles,
  type TrafficWorkbench,
  type WrittenRules,
} from '@millstream/processing';
import type { ProjectOfApp } from '../projects/project-of-app.ts';
import type { SavedObject, SavedRestoration, SavedVersion } from '../saved/saved-object.ts';
import type { SavedObjects } from '../saved/saved-objects.ts';
import { ruleProblemsError } from './rule-errors.ts';
import { onlyId } from './traffic-kinds.ts';
import { writeRuleFiles } from './write-rule-files.ts';

/** An app's rules as they are in force. */
export interface CurrentRules {
  readonly rules: TrafficRuleFiles;
  /** False = the app has no rules of its own: the defaults apply. */
  readonly isOwn: boolean;
  /** Counts the publications from 1; 0 when there was none. */
  readonly version: number;
  /** Null when nothing was published. */
  readonly publishedBy: string | null;
  /** Epoch ms; null when nothing was published. */
  readonly publishedAtMs: number | null;
}

/** Rules to publish. */
export interface Publication {
  readonly appId: string;
  readonly rules: WrittenRules;
  /** Version that the writer saw. */
  readonly expectedVersion: number;
  readonly author: string;
}

/** What a publication did. */
export interface Published extends CurrentRules {
  /** Rules that no visit can reach. */
  readonly shadowed: readonly ShadowedRule[];
}

/**
 * The traffic-source rules of apps. What is in force are the files that the pipeline reads; the store keeps their history.
 * Files that somebody changed by hand become a version of their own as soon as they are seen.
 */
export interface RuleBook {
  /** @throws CodedError NOT_FOUND for an unknown app, TRAFFIC_RULES_INVALID for a broken file */
  current(appId: string): Promise<CurrentRules>;
  /**
   * Checks rules, keeps them as the next version and puts them in force for the next batch.
   * @throws CodedError PATTERN_INVALID, PATTERN_TOO_SLOW, TRAFFIC_RULES_INVALID, SAVE_CONFLICT, TRAFFIC_RULES_UNWRITABLE
   */
  publish(publication: Publication): Promise<Published>;
  /** Publishes a kept version again. @throws CodedError NOT_FOUND, SAVE_CONFLICT, TRAFFIC_RULES_UNWRITABLE */
  restore(restoration: Omit<SavedRestoration, 'id'>): Promise<Published>;
  /** The last 20 publications, newest first. */
  versions(appId: string): Promise<readonly SavedVersion<TrafficRuleFiles>[]>;
  /** Rules that may have made the stored rows: those in force, up to five earlier ones, the defaults; each once, newest first. */
  history(appId: string): Promise<readonly TrafficRuleFiles[]>;
  check(written: WrittenRules): Promise<RuleCheck>;
}

/** What a rule book works with. */
export interface RuleBookParts {
  readonly objects: SavedObjects<TrafficRuleFiles>;
  readonly workbench: TrafficWorkbench;
  readonly projectOf: ProjectOfApp;
  /** Rules folder of a project. */
  readonly rulesFolder: (projectId: string) => string;
}

/** Author of versions that were found in the rules folder. */
export const handWritten = '(rules folder)';

/** Earlier rules that a preview compares with: more would make it slow and tell little. */
const comparedVersions = 5;

/** Opens the rule book. */
export function createRuleBook(parts: RuleBookParts): RuleBook {
  const { objects, workbench } = parts;
  let turn: Promise<unknown> = Promise.resolve();

  /** One after another: between keeping a version and putting it in force nobody may look. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  }

  async function current(appId: string): Promise<CurrentRules> {
    const projectId = await parts.projectOf(appId);
    const inForce = rulesInForce(parts.rulesFolder(projectId), appId);
    const kept = await objects.read({ appId, id: onlyId });
    if (!inForce.isOwn && kept === null)
      return { ...inForce, version: 0, publishedBy: null, publishedAtMs: null };
    if (kept !== null && isDeepStrictEqual(kept.body, inForce.rules)) return toCurrent(kept, inForce.isOwn);
    const write = { appId, id: onlyId, body: inForce.rules, author: handWritten };
    const adopted =
      kept === null
        ? await objects.create({ ...write, projectId })
        : await objects.save({ ...write, expectedVersion: kept.version });
    return toCurrent(adopted, inForce.isOwn);
  }

  async function putInForce(saved: SavedObject<TrafficRuleFiles>): Promise<Published> {
    await writeRuleFiles(parts.rulesFolder(saved.projectId), saved.appId, saved.body);
    const { shadowed } = await workbench.check(saved.body);
    return { ...toCurrent(saved, true), shadowed };
  }

  return {
    current: (appId) => inTurn(() => current(appId)),
    async publish({ appId, rules, expectedVersion, author }) {
      const { checked } = await workbench.check(rules);
      if (checked.kind === 'invalid') throw ruleProblemsError(checked.problems);
      return inTurn(async () => {
        const { version } = await current(appId);
        const write = { appId, id: onlyId, body: checked.rules, author };
        // A first publication over rules that were found meanwhile is a conflict like any other.
        const saved =
          version === 0
            ? await objects.create({ ...write, projectId: await parts.projectOf(appId) })
            : await objects.save({ ...write, expectedVersion });
        return putInForce(saved);
      });
    },
    restore: (restoration) =>
      inTurn(async () => {
        await current(restoration.appId);
        return putInForce(await objects.restore({ ...restoration, id: onlyId }));
      }),
    versions: (appId) => inTurn(() => objects.versions({ appId, id: onlyId })),
    history: (appId) =>
      inTurn(async () => {
        const { rules } = await current(appId);
        const kept = await objects.versions({ appId, id: onlyId });
        const earlier = distinct([rules, ...kept.map(({ body }) => body)]).slice(0, 1 + comparedVersions);
        return distinct([...earlier, defaultRuleFiles()]);
      }),
    check: (written) => workbench.check(written),
  };
}

function toCurrent(object: SavedObject<TrafficRuleFiles>, isOwn: boolean): CurrentRules {
  const { body, version, updatedBy, updatedAtMs } = object;
  return { rules: body, isOwn, version, publishedBy: updatedBy, publishedAtMs: updatedAtMs };
}

function distinct(all: readonly TrafficRuleFiles[]): readonly TrafficRuleFiles[] {
  return all.filter((one, index) => all.findIndex((other) => isDeepStrictEqual(one, other)) === index);
}
