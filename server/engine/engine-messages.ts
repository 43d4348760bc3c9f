import type { Run } from '@millstream/console';
import type { StoreLayout } from '@millstream/core';
import type { Settings } from '../config/settings.ts';

/** An app as the engine needs it. */
export interface EngineApp {
  readonly appId: string;
  readonly timeZone: string;
  readonly weekStart: 'monday' | 'sunday';
}

/** A segment as the engine needs it. */
export interface EngineSegment {
  readonly appId: string;
  readonly segmentId: string;
  readonly name: string;
}

/** Everything the engine process is told when it starts. */
export interface EngineStart {
  readonly kind: 'start';
  readonly projectId: string;
  readonly layout: StoreLayout;
  readonly apps: readonly EngineApp[];
  readonly segments: readonly EngineSegment[];
  readonly settings: Pick<Settings, 'processing' | 'modeling' | 'studio' | 'raw' | 'memory' | 'logLevel'>;
  /** Unix socket that its API listens on. */
  readonly socketPath: string;
  /** The job claims nothing until it is told to go on. */
  readonly isPaused: boolean;
}

/** Supervisor to engine. */
export type ToEngine =
  | EngineStart
  | { readonly kind: 'apps'; readonly apps: readonly EngineApp[] }
  | { readonly kind: 'segments'; readonly segments: readonly EngineSegment[] }
  | { readonly kind: 'paused'; readonly isPaused: boolean }
  | { readonly kind: 'sealed' }
  | { readonly kind: 'stop' };

/** Engine to supervisor. */
export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly action: string };
