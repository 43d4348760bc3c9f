import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { ConsoleTables } from '../store/console-database.ts';

/** Kinds of saved objects; stored, so never rename one. */
export const savedKindNames = [
  'dashboard',
  'exploration',
  'analysis',
  'segment',
  'annotation',
  'metadata_edit',
  'traffic_rules',
  'traffic_cases',
] as const;
/** See `savedKindNames`. */
export type SavedKindName = (typeof savedKindNames)[number];

/** Which object of a kind: ids are unique within an app. */
export interface SavedKey {
  readonly appId: string;
  readonly id: string;
}

/** Another saved object of the same app that a body names. */
export interface SavedReference {
  readonly kind: SavedKindName;
  readonly id: string;
}

/** What the store must know about a kind of saved objects. */
export interface SavedKind<Body> {
  readonly kind: SavedKindName;
  /** Word for people, at the start of a sentence: `Dashboard`. */
  readonly label: string;
  /** Every body is parsed by it when it is written and when it is read. Parsing twice must change nothing. */
  readonly schema: z.ZodType<Body>;
  /** Parses a body that is written, where a kind has coded errors of its own. @default by the schema */
  parse?(body: unknown): Body;
  /** What lists show. */
  nameOf(body: Body): string;
  /** Objects that the body names; deleting one of them is refused while this one stands. @default none */
  referencesOf?(body: Body): readonly SavedReference[];
  /** A last look in the write's own transaction, when its references are written; throws a coded error to refuse it. */
  checkWrite?(database: Kysely<ConsoleTables>, key: SavedKey, body: Body): Promise<void>;
}
