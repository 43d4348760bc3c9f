import type { SavedKey, SavedKindName } from './saved-kind.ts';

/** What lists show of a saved object. */
export interface SavedSummary extends SavedKey {
  readonly kind: SavedKindName;
  readonly projectId: string;
  readonly name: string;
  /** Counts the writes from 1. */
  readonly version: number;
  readonly createdBy: string;
  /** Epoch ms. */
  readonly createdAtMs: number;
  /** Who wrote this version. */
  readonly updatedBy: string;
  /** Epoch ms. */
  readonly updatedAtMs: number;
}

/** A saved object with its content. */
export interface SavedObject<Body> extends SavedSummary {
  readonly body: Body;
}

/** One kept write of an object. */
export interface SavedVersion<Body> {
  readonly version: number;
  readonly body: Body;
  readonly author: string;
  /** Epoch ms. */
  readonly savedAtMs: number;
  /** Version whose content was brought back; null for an ordinary write. */
  readonly restoredFrom: number | null;
}

/** An unfinished edit of one person. Its body may be incomplete, so it is checked only when it is saved. */
export interface SavedDraft extends SavedKey {
  readonly person: string;
  /** Version that the edit began from; 0 for a new object. */
  readonly baseVersion: number;
  readonly body: unknown;
  /** Epoch ms. */
  readonly savedAtMs: number;
}

/** A new object. */
export interface SavedCreation {
  readonly projectId: string;
  readonly appId: string;
  /** @default a new random one */
  readonly id?: string;
  readonly body: unknown;
  readonly author: string;
}

/** A write over an object. */
export interface SavedChange extends SavedKey {
  /** Version that the writer saw. */
  readonly expectedVersion: number;
  readonly author: string;
  readonly body: unknown;
}

/** A removal or its undoing. */
export interface SavedRemoval extends SavedKey {
  /** Version that the person saw. */
  readonly expectedVersion: number;
  readonly author: string;
}

/** A kept version to bring back as the newest one. */
export interface SavedRestoration extends SavedRemoval {
  readonly version: number;
}
