import type { FieldRef, GroupField } from '../../spec/field-ref.ts';
import type { FilterNode } from '../../spec/filter-node.ts';
import type { TimeRange } from '../../time/time-range.ts';
import type { Corpus, CorpusEvent, CorpusSession, CorpusUser, CorpusValue } from '../corpus.ts';

/** A value of a field. */
export type FieldValue = string | number | boolean | null;

const presetBooleans = /_entrances$|^app_start_is_first_time$|^outbound_link$/;

function ofType(value: CorpusValue | undefined, type: FieldRef['type']): FieldValue {
  if (value === undefined) return null;
  if (type === 'string') return value.type === 'string' ? value.value : null;
  if (type === 'boolean') return value.type === 'boolean' ? value.value === 'true' : null;
  if (value.type !== 'number') return null;
  const number = Number(value.value);
  return type === 'int' && !Number.isInteger(number) ? null : number;
}

const sessionKey = (pseudo: string, session: string | null) => JSON.stringify([pseudo, session]);

/** The events of people and what they tell, one plain question at a time. */
export class OracleEvents {
  readonly #corpus: Corpus;
  readonly #users: ReadonlyMap<string, CorpusUser>;
  readonly #sessions: ReadonlyMap<string, CorpusSession>;

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
    this.#users = new Map(corpus.users?.map((user) => [user.pseudo, user]));
    this.#sessions = new Map(corpus.sessions?.map((row) => [sessionKey(row.pseudo, row.session), row]));
  }

  /** The user row's latest user id, else the pseudonymous id. */
  userKey({ pseudo }: CorpusEvent): string {
    return this.#users.get(pseudo)?.userId ?? pseudo;
  }

  /** Value of a field for an event. */
  field(event: CorpusEvent, ref: GroupField): FieldValue {
    if (ref.category === 'segment') {
      const isMember = membersIn(this.#corpus, ref.name).includes(event.pseudo);
      return isMember ? ref.name : '(not in segment)';
    }
    const user = this.#users.get(event.pseudo);
    const session = this.#sessions.get(sessionKey(event.pseudo, event.session ?? null));
    switch (ref.category) {
      case 'event':
        return ofType(event.parameters?.[ref.name], ref.type);
      case 'user':
        return ofType(user?.attributes?.[ref.name], ref.type);
      case 'user_outer':
        return ref.name === 'user_id' ? (user?.userId ?? null) : (user?.columns?.[ref.name] ?? null);
      case 'event_outer': {
        if (ref.name === 'session_id') return event.session ?? null;
        if (ref.name === 'user_pseudo_id') return event.pseudo;
        if (/^session_(?!duration)/.test(ref.name)) return session?.columns[ref.name] ?? null;
        const value = event.columns?.[ref.name] ?? null;
        return presetBooleans.test(ref.name) ? value === true : value;
      }
    }
  }

  /** Whether a filter holds for an event, by the table of explorations 1.5. */
  holds(event: CorpusEvent, filter: FilterNode | undefined): boolean {
    if (filter === undefined) return true;
    if ('op' in filter) {
      if (filter.children.length === 0) return true;
      return filter.op === 'and'
        ? filter.children.every((child) => this.holds(event, child))
        : filter.children.some((child) => this.holds(event, child));
    }
    if ('segment' in filter) {
      const isMember = filter.segment.some((id) => membersIn(this.#corpus, id).includes(event.pseudo));
      return filter.operator === 'in' ? isMember : !isMember;
    }
    return conditionHolds(this.field(event, filter.field), filter.operator, filter.value ?? []);
  }

  /** Events of people in a range. */
  within({ fromMs, toMs }: TimeRange): readonly CorpusEvent[] {
    return this.#corpus.events.filter(
      (event) => event.isBot !== true && event.ms >= fromMs && event.ms < toMs,
    );
  }
}

/** Whether a condition holds for a value, by the table of explorations 1.5. */
export function conditionHolds(
  value: FieldValue,
  operator: string,
  values: readonly (string | number)[],
): boolean {
  const [first = '', second = ''] = values;
  switch (operator) {
    case 'is_null':
      return value === null;
    case 'is_not_null':
      return value !== null;
    case '=':
      return value !== null && value === first;
    case '!=':
      return value === null || value !== first;
    case 'in':
      return value !== null && values.some((one) => one === value);
    case 'not_in':
      return value === null || !values.some((one) => one === value);
    case 'contains':
      return value !== null && values.some((one) => String(value).includes(String(one)));
    case 'not_contains':
      return value === null || !values.some((one) => String(value).includes(String(one)));
    case '>':
      return value !== null && value > first;
    case '>=':
      return value !== null && value >= first;
    case '<':
      return value !== null && value < first;
    case '<=':
      return value !== null && value <= first;
    case 'between':
      return value !== null && value >= first && value <= second;
    case 'is_true':
      return value === true;
    case 'is_false':
      return value !== true;
    default:
      throw new Error(`the oracle knows no ${operator}`);
  }
}

/** Distinct values. */
export function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** Events by a key, in order of first appearance. */
export function groupedBy<T>(
  events: readonly T[],
  keyOf: (event: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const event of events) {
    const key = keyOf(event);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return groups;
}

/** Members of a segment; ids such as `valueOf` are no names of JavaScript here. */
export function membersIn({ segments = {} }: Corpus, id: string): readonly string[] {
  return Object.hasOwn(segments, id) ? (segments[id] ?? []) : [];
}
