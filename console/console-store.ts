import { randomUUID } from 'node:crypto';
import { type Clock, CodedError } from '@millstream/core';
import type { TrafficRuleFiles } from '@millstream/processing';
import type {
  Annotation,
  DashboardSpec,
  MetadataEdit,
  MetadataEditStore,
  SavedAnalysis,
  SavedExploration,
  SegmentSpec,
  SegmentStore,
} from '@millstream/studio';
import type { Kysely } from 'kysely';
import { type AlarmStore, createAlarmStore } from './alarms/alarm-store.ts';
import { type AppRegistry, createAppRegistry } from './apps/app-registry.ts';
import { type BackupStore, createBackupStore } from './backup/backup-store.ts';
import { createOperationSettings, type OperationSettings } from './backup/operation-settings.ts';
import { metadataEditKind } from './metadata/metadata-edit-kind.ts';
import { createMetadataEdits } from './metadata/metadata-edits.ts';
import { createPipelineStore, type PipelineStore } from './pipelines/pipeline-store.ts';
import { createPluginStore, type PluginStore } from './plugins/plugin-store.ts';
import type { Project } from './projects/project.ts';
import { createProjectOfApp, type ProjectOfApp } from './projects/project-of-app.ts';
import { createProjectRegistry, type ProjectRegistry } from './projects/project-registry.ts';
import { createQuarantineStore, type QuarantineStore } from './quarantine/quarantine-store.ts';
import { createReplayStore, type ReplayStore } from './quarantine/replay-store.ts';
import { createRealtimeSwitch, type RealtimeSwitch } from './realtime/realtime-switch.ts';
import { createRunStore, type RunStore } from './runs/run-store.ts';
import { forgetOld } from './saved/saved-drafts.ts';
import { analysisKind, annotationKind, dashboardKind, explorationKind } from './saved/saved-kinds.ts';
import { createSavedObjects, type SavedObjects } from './saved/saved-objects.ts';
import { createSegmentKind } from './segments/segment-kind.ts';
import { createSegmentStore } from './segments/segment-store.ts';
import { type ConsoleTables, openConsoleDatabase } from './store/console-database.ts';
import { type TrafficCases, trafficCasesKind, trafficRulesKind } from './traffic/traffic-kinds.ts';

/** Everything that people save, by kind. */
export interface SavedByKind {
  readonly dashboard: SavedObjects<DashboardSpec>;
  readonly exploration: SavedObjects<SavedExploration>;
  readonly analysis: SavedObjects<SavedAnalysis>;
  readonly segment: SavedObjects<SegmentSpec>;
  readonly annotation: SavedObjects<Annotation>;
  readonly metadata_edit: SavedObjects<MetadataEdit>;
  readonly traffic_rules: SavedObjects<TrafficRuleFiles>;
  readonly traffic_cases: SavedObjects<TrafficCases>;
}

/** What people configure and save: projects, apps, dashboards, explorations, segments, notes, metadata, rules. */
export interface ConsoleStore {
  readonly apps: AppRegistry;
  readonly projectRegistry: ProjectRegistry;
  readonly pipelines: PipelineStore;
  readonly runs: RunStore;
  readonly plugins: PluginStore;
  readonly quarantine: QuarantineStore;
  readonly replays: ReplayStore;
  readonly alarms: AlarmStore;
  readonly backups: BackupStore;
  readonly operationSettings: OperationSettings;
  /** Starts and stops the realtime page of apps. */
  readonly realtime: RealtimeSwitch;
  readonly saved: SavedByKind;
  /** What people say about events and fields, as the studio reads it. */
  readonly metadataEdits: MetadataEditStore;
  /** Segments and their runs, as the studio reads and writes them. */
  readonly segments: SegmentStore;
  readonly projectOf: ProjectOfApp;
  projects(): Promise<Project[]>;
  close(): Promise<void>;
}

/**
 * Opens the console's store. An empty one gets the project `first` with one app, `web`, so that a new data directory
 * collects at once. @throws CodedError CONFIG_INVALID when the file cannot be opened
 */
export async function openConsoleStore(
  path: string,
  clock: Clock,
  newId: () => string = randomUUID,
): Promise<ConsoleStore> {
  const database = await openConsoleDatabase(path).catch((cause: unknown) => {
    throw new CodedError(
      'CONFIG_INVALID',
      { problems: `the console store ${path} cannot be opened` },
      { cause },
    );
  });
  const apps = createAppRegistry(database, clock);
  const projectRegistry = createProjectRegistry(database, clock);
  if (!(await hasProjects(database))) {
    const settings = { name: 'First project', environment: 'Prod', description: '', emails: '' } as const;
    const first = await projectRegistry.add('first', settings, { operator: '' });
    await apps.add(first.id, 'web', { name: 'Web' });
  }
  await forgetOld(database, clock.now());
  const parts = { database, clock, newId };
  const projectOf = createProjectOfApp(database);
  const saved: SavedByKind = {
    dashboard: createSavedObjects(dashboardKind, parts),
    exploration: createSavedObjects(explorationKind, parts),
    analysis: createSavedObjects(analysisKind, parts),
    segment: createSavedObjects(createSegmentKind(clock), parts),
    annotation: createSavedObjects(annotationKind, parts),
    metadata_edit: createSavedObjects(metadataEditKind, parts),
    traffic_rules: createSavedObjects(trafficRulesKind, parts),
    traffic_cases: createSavedObjects(trafficCasesKind, parts),
  };
  return {
    apps,
    projectRegistry,
    pipelines: createPipelineStore(database, clock),
    runs: createRunStore(database),
    plugins: createPluginStore(database, clock),
    quarantine: createQuarantineStore(parts),
    replays: createReplayStore(parts),
    alarms: createAlarmStore(database, clock),
    backups: createBackupStore(database, clock),
    operationSettings: createOperationSettings(database),
    realtime: createRealtimeSwitch(database, clock),
    saved,
    metadataEdits: createMetadataEdits(saved.metadata_edit, projectOf),
    segments: createSegmentStore(saved.segment, parts),
    projectOf,
    projects: () => projectRegistry.list(),
    close: () => database.destroy(),
  };
}

/** Deleted ones count: a person who deleted the first project does not want it back. */
async function hasProjects(database: Kysely<ConsoleTables>): Promise<boolean> {
  return (await database.selectFrom('project').select('id').limit(1).executeTakeFirst()) !== undefined;
}
