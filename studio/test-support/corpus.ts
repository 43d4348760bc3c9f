/** A typed custom value as the warehouse stores it. */
export interface CorpusValue {
  readonly value: string;
  readonly type: 'string' | 'number' | 'boolean';
}
/** Values of preset columns by name. */
export type CorpusColumns = Readonly<Record<string, string | number | boolean | null>>;

/** One event, as simple as a test needs it. */
export interface CorpusEvent {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly ms: number;
  readonly pseudo: string;
  readonly seq?: number | null;
  readonly session?: string | null;
  readonly isBot?: boolean;
  readonly columns?: CorpusColumns;
  readonly parameters?: Readonly<Record<string, CorpusValue>>;
}
/** One user row. A user without one keeps the pseudonymous id. */
export interface CorpusUser {
  readonly pseudo: string;
  readonly userId: string | null;
  readonly columns?: CorpusColumns;
  readonly attributes?: Readonly<Record<string, CorpusValue>>;
}
/** One session row. */
export interface CorpusSession {
  readonly pseudo: string;
  readonly session: string;
  readonly columns: CorpusColumns;
}

/** What an analysis reads, as arrays. */
export interface Corpus {
  /** App that all of it belongs to. @default 'shop' */
  readonly appId?: string;
  readonly events: readonly CorpusEvent[];
  readonly users?: readonly CorpusUser[];
  readonly sessions?: readonly CorpusSession[];
  /** Pseudonymous ids by segment id. */
  readonly segments?: Readonly<Record<string, readonly string[]>>;
}

/** App of a corpus. */
export const corpusApp = ({ appId = 'shop' }: Corpus): string => appId;

/** Shorthand of a case table: `event('a', 'buy', '2024-03-04T09:00', …)`; times without zone are UTC. */
export function event(
  pseudo: string,
  name: string,
  time: string | number,
  more: Partial<Omit<CorpusEvent, 'pseudo' | 'name' | 'ms'>> = {},
): Omit<CorpusEvent, 'id'> & { readonly id?: string } {
  const ms = typeof time === 'number' ? time : Date.parse(/Z|[+-]\d\d:\d\d$/.test(time) ? time : `${time}Z`);
  return { pseudo, name, ms, ...more };
}

/** Gives events without an id one by their place. */
export function withIds(
  events: readonly (Omit<CorpusEvent, 'id'> & { readonly id?: string })[],
): readonly CorpusEvent[] {
  return events.map((entry, index) => ({ ...entry, id: entry.id ?? `e${String(index).padStart(6, '0')}` }));
}

/** A custom text. */
export const textValue = (value: string): CorpusValue => ({ value, type: 'string' });
/** A custom number. */
export const numberValue = (value: number): CorpusValue => ({ value: String(value), type: 'number' });
/** A custom truth value. */
export const booleanValue = (value: boolean): CorpusValue => ({ value: String(value), type: 'boolean' });
