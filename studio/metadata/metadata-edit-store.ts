import type { MetadataEdit } from './metadata-edit.ts';

/** An edit as it is kept. */
export interface SavedMetadataEdit {
  readonly appId: string;
  /** `metadataEntityId` of what it is about. */
  readonly entityId: string;
  readonly edit: MetadataEdit;
  /** Counts the writes of this entity from 1. */
  readonly version: number;
  /** Who wrote this version. */
  readonly author: string;
  /** Epoch ms. */
  readonly editedAtMs: number;
}

/** A write. The whole edit is replaced; `emptyMetadataEdit` restores all defaults. */
export interface MetadataEditChange {
  readonly appId: string;
  readonly entityId: string;
  readonly edit: MetadataEdit;
  /** Version the writer saw; 0 when there was none. */
  readonly expectedVersion: number;
  readonly author: string;
}

/**
 * Keeps what people say about events and fields, apart from what is discovered. Implemented by the console's store. Edits
 * of an entity stay when it is not seen any more, and may be written before it is seen first.
 */
export interface MetadataEditStore {
  /** The newest version of every edit of the app, in no order. */
  list(appId: string): Promise<readonly SavedMetadataEdit[]>;
  /** The newest version; null when the entity was never edited. */
  read(appId: string, entityId: string): Promise<SavedMetadataEdit | null>;
  /**
   * Writes the next version. Throws the store's coded conflict, with both sides, when the newest version is not the
   * expected one; then nothing is written.
   */
  save(change: MetadataEditChange): Promise<SavedMetadataEdit>;
  /** Versions that are kept, newest first. */
  history(appId: string, entityId: string): Promise<readonly SavedMetadataEdit[]>;
}
