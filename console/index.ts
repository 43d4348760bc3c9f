export type { App, AppRegistry, AppSettings } from './apps/app-registry.ts';
export { type ConsoleStore, openConsoleStore } from './console-store.ts';
export type { Project } from './projects.ts';
