import { CodedError } from '@millstream/core';

/** One side of a conflict. */
export interface ConflictSide {
  readonly version: number;
  readonly body: unknown;
  readonly author: string;
  /** Epoch ms; null for what was not saved. */
  readonly savedAtMs: number | null;
}

/** Both sides of a refused write, and what both began from when it is still kept. */
export interface SaveConflict {
  /** What was saved meanwhile; its body is null when it was deleted. */
  readonly theirs: ConflictSide;
  /** What was refused; its version is the one that the writer saw. */
  readonly yours: ConflictSide;
  readonly base: ConflictSide | null;
}

/** SAVE_CONFLICT: somebody else saved first. Nothing was written; both sides are here, so that a person can decide. */
export class SaveConflictError extends CodedError {
  readonly conflict: SaveConflict;

  constructor(what: string, conflict: SaveConflict) {
    const { theirs, yours } = conflict;
    super('SAVE_CONFLICT', {
      what,
      author: theirs.author,
      savedAt: theirs.savedAtMs === null ? '' : new Date(theirs.savedAtMs).toISOString(),
      version: theirs.version,
      expectedVersion: yours.version,
    });
    this.conflict = conflict;
  }

  override toJSON(): ReturnType<CodedError['toJSON']> & { conflict: SaveConflict } {
    return { ...super.toJSON(), conflict: this.conflict };
  }
}
