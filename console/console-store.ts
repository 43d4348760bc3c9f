import { type Clock, CodedError } from '@millstream/core';
import { type AppRegistry, createAppRegistry } from './apps/app-registry.ts';
import { addProject, listProjects, type Project } from './projects.ts';
import { openConsoleDatabase } from './store/console-database.ts';

/** What people configure: projects and apps. */
export interface ConsoleStore {
  readonly apps: AppRegistry;
  projects(): Promise<Project[]>;
  close(): Promise<void>;
}

/**
 * Opens the console's store. An empty one gets the project `first` with one app, `web`, so that a new data directory
 * collects at once. @throws CodedError CONFIG_INVALID when the file cannot be opened
 */
export async function openConsoleStore(path: string, clock: Clock): Promise<ConsoleStore> {
  const database = await openConsoleDatabase(path).catch((cause: unknown) => {
    throw new CodedError(
      'CONFIG_INVALID',
      { problems: `the console store ${path} cannot be opened` },
      { cause },
    );
  });
  const apps = createAppRegistry(database, clock);
  if ((await listProjects(database)).length === 0) {
    const first = await addProject(
      database,
      { id: 'first', name: 'First project', environment: 'Prod' },
      clock,
    );
    await apps.add(first.id, 'web', { name: 'Web' });
  }
  return { apps, projects: () => listProjects(database), close: () => database.destroy() };
}
