import { type CorsVerdict, compileCors } from '../cors/cors-headers.ts';
import { compileAddressRanges } from '../limits/address-ranges.ts';
import type { TrafficCounts } from '../metrics/traffic-counts.ts';
import { effectiveOrigins, type IngestionSettings } from '../settings/ingestion-settings.ts';
import type { ProjectStore } from '../sinks/project-store.ts';
import type { CollectorApp, CollectorProject, CollectorRules } from './collector-rules.ts';
import { type FileContent, readServedFiles } from './served-files.ts';

/** A registered app with what its requests need at hand. */
export interface ServedApp {
  readonly appId: string;
  readonly isStrict: boolean;
  readonly isDevMode: boolean;
  readonly store: ProjectStore;
  readonly counts: TrafficCounts;
  /** `,"appId":…,"project_id":…` for its record lines. */
  readonly recordFields: string;
}

/** Rules in the form that requests ask. Never changed, only replaced. */
export interface CompiledRules {
  readonly settings: IngestionSettings;
  /** By app id, exact. */
  readonly apps: ReadonlyMap<string, ServedApp>;
  readonly stores: readonly ProjectStore[];
  /** What is served on a path. */
  readonly paths: ReadonlyMap<string, 'collect' | 'ping'>;
  /** Scripts for pages, by path. */
  readonly files: ReadonlyMap<string, FileContent>;
  readonly corsOf: (origin: string) => CorsVerdict;
  readonly isTrustedPeer: (address: string) => boolean;
  /** Longest `data` text of a record, in UTF-16 units: any body as received fits, of inflated ones those that escaping at most doubles. */
  readonly maxDataLength: number;
}

/** Finds or makes what outlives a change of rules. */
export interface RuleParts {
  storeOf(project: CollectorProject): ProjectStore;
  countsOf(appId: string): TrafficCounts;
}

function serve(app: CollectorApp, project: CollectorProject, parts: RuleParts): ServedApp {
  const { appId } = app;
  return {
    appId,
    isStrict: app.strictIntegrity,
    isDevMode: project.devMode,
    store: parts.storeOf(project),
    counts: parts.countsOf(appId),
    recordFields: `,"appId":${JSON.stringify(appId)},"project_id":${JSON.stringify(project.projectId)}`,
  };
}

/** Compiles a snapshot. An app id that two projects register belongs to the first. */
export function compileRules(rules: CollectorRules, parts: RuleParts): CompiledRules {
  const { settings } = rules;
  const apps = new Map<string, ServedApp>();
  for (const project of rules.projects) {
    for (const app of project.apps) {
      if (!apps.has(app.appId)) apps.set(app.appId, serve(app, project, parts));
    }
  }
  const { collectPath, pingPath, limits } = settings;
  return {
    settings,
    apps,
    stores: rules.projects.map((project) => parts.storeOf(project)),
    paths: new Map([
      [`${pingPath}/`, 'ping'],
      [pingPath, 'ping'],
      [`${collectPath}/`, 'collect'],
      [collectPath, 'collect'],
    ]),
    files: readServedFiles(settings.serveScript ? (rules.scripts ?? []) : []),
    corsOf: compileCors(effectiveOrigins(settings)),
    isTrustedPeer: compileAddressRanges(settings.trustedProxies),
    maxDataLength: Math.max(2 * limits.maxInflatedBytes, 6 * limits.maxBodyBytes) + 2,
  };
}
