import type { AppEntry } from '../../scope/scope.ts';

/** An app with what its page shows. */
export interface AppDetail extends AppEntry {
  readonly description?: string;
  readonly strictIntegrity?: boolean;
  readonly androidPackage?: string;
  readonly iosBundleId?: string;
}

/** The part of a pipeline that a client needs (`GET /api/projects/:p/pipeline`). */
export interface PipelineAddress {
  readonly state: string;
  readonly endpoint: string | null;
  readonly collectUrl: string | null;
}

/** An event of a request in the verify panel. */
export interface VerifyEvent {
  readonly eventId: string | null;
  readonly name: string | null;
  readonly outcome: 'waiting' | 'human' | 'bot' | 'duplicate' | 'rejected';
  readonly why: string | null;
  readonly detail: string | null;
}

/** A request in the verify panel. */
export interface VerifyEntry {
  readonly rid: string;
  readonly atMs: number;
  readonly kind: 'accepted' | 'refused';
  readonly appId: string;
  readonly platform: string | null;
  readonly status: number | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly origin: string | null;
  readonly nearestAppId: string | null;
  readonly bytes: number;
  readonly undecodable: string | null;
  readonly events: readonly VerifyEvent[];
  readonly eventCount: number;
}

/** What the verify panel's stream tells. */
export interface VerifyState {
  readonly entries: readonly VerifyEntry[];
  readonly eventsToday: number;
  readonly nowMs: number;
}

/** What may keep events from arriving (`GET …/checks`). */
export interface VerifyChecks {
  readonly appEnabled: boolean;
  readonly collectorUrl: string | null;
  readonly secureUrl: string | null;
  readonly collectPath: string | null;
  readonly collectorAnswers: boolean;
  readonly https: boolean;
  readonly origins: string;
  readonly originAllowed: boolean | null;
  readonly enforced: boolean;
}

/** Path of an app's own calls. */
export function appPath(projectId: string, appId: string): string {
  return `/projects/${encodeURIComponent(projectId)}/apps/${encodeURIComponent(appId)}`;
}
