import { type Clock, CodedError } from '@millstream/core';
import type { DiscardedGroup } from '@millstream/modeling';
import type { Kysely } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';

/** How long a decision to discard can be undone, ms. */
export const discardUndoMs = 30 * 86_400_000;

/** What a discarded group was, for people. */
export interface DiscardedAbout {
  readonly appId: string;
  readonly reason: string;
  readonly detail: string | null;
}

/** A decision that a group of refused records is of no use. */
export interface Discard extends DiscardedGroup {
  readonly discardId: string;
  readonly about: DiscardedAbout;
  readonly recordCount: number;
  readonly reason: string;
  readonly person: string;
  readonly discardedAtMs: number;
  readonly canUndoUntilMs: number;
}

/** A group to discard, as it was seen. */
export interface DiscardRequest extends DiscardedGroup {
  readonly about: DiscardedAbout;
  readonly recordCount: number;
}

/** Decisions about the quarantine of projects. The records themselves stay until their retention ends. */
export interface QuarantineStore {
  /** Newest first. */
  discards(projectId: string): Promise<readonly Discard[]>;
  discard(
    projectId: string,
    groups: readonly DiscardRequest[],
    by: { readonly person: string; readonly reason: string },
  ): Promise<readonly Discard[]>;
  /** Shows the group's records again. @throws CodedError NOT_FOUND, also after 30 days */
  undo(projectId: string, discardId: string): Promise<void>;
}

/** The decisions in an open console database. */
export function createQuarantineStore(parts: {
  readonly database: Kysely<ConsoleTables>;
  readonly clock: Clock;
  readonly newId: () => string;
}): QuarantineStore {
  const { database, clock, newId } = parts;

  async function discards(projectId: string): Promise<readonly Discard[]> {
    const rows = await database
      .selectFrom('quarantine_discard')
      .selectAll()
      .where('project_id', '=', projectId)
      .orderBy('discarded_at', 'desc')
      .execute();
    return rows.map((row) => ({
      discardId: row.discard_id,
      groupId: row.group_id,
      throughLoad: row.through_load,
      recordCount: row.record_count,
      about: JSON.parse(row.about) as DiscardedAbout,
      reason: row.reason,
      person: row.person,
      discardedAtMs: row.discarded_at,
      canUndoUntilMs: row.discarded_at + discardUndoMs,
    }));
  }

  return {
    discards,
    async discard(projectId, groups, { person, reason }) {
      const ids = groups.map(() => newId());
      const values = groups.map((group, index) => ({
        discard_id: ids[index] ?? newId(),
        project_id: projectId,
        group_id: group.groupId,
        through_load: group.throughLoad,
        record_count: group.recordCount,
        about: JSON.stringify(group.about),
        reason,
        person,
        discarded_at: clock.now(),
      }));
      if (values.length > 0) await database.insertInto('quarantine_discard').values(values).execute();
      return (await discards(projectId)).filter(({ discardId }) => ids.includes(discardId));
    },
    async undo(projectId, discardId) {
      const { numDeletedRows } = await database
        .deleteFrom('quarantine_discard')
        .where('project_id', '=', projectId)
        .where('discard_id', '=', discardId)
        .where('discarded_at', '>', clock.now() - discardUndoMs)
        .executeTakeFirst();
      if (numDeletedRows === 0n)
        throw new CodedError('NOT_FOUND', { what: 'A decision that can still be undone' });
    },
  };
}
