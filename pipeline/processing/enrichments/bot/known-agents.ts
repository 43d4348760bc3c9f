import { readFileSync } from 'node:fs';

/** What the table says about a user agent: a bot's name, someone who only looks like a bot, or nothing. */
export type KnownAgent = { readonly kind: 'bot'; readonly name: string } | { readonly kind: 'person' } | null;

/** Looks a user agent up in the table of known agents. */
export type KnownAgents = (userAgent: string) => KnownAgent;

/** The table of known agents; texts are compared without regard to case. */
export interface KnownAgentsTable {
  /** Texts that only bots carry, by kind of bot. */
  readonly agents: Readonly<Record<string, readonly string[]>>;
  /** Names of people's devices that sound like a bot's. */
  readonly people: readonly string[];
  /** How the user agents of plain HTTP clients start that the device rules call spiders. */
  readonly httpClients: readonly string[];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The text, not continued by a letter or digit on a side where it has one itself. */
function bounded(text: string): string {
  const before = /^[a-z0-9]/i.test(text) ? '(?<![a-z0-9])' : '';
  const after = /[a-z0-9]$/i.test(text) ? '(?![a-z0-9])' : '';
  return `${before}${escaped(text)}${after}`;
}

function matcher(texts: readonly string[]): (userAgent: string) => string | null {
  const names = new Map(texts.map((text) => [text.toLowerCase(), text]));
  // Longest first: where several start at one place, the most telling name is the reason.
  const pattern = texts.toSorted((a, b) => b.length - a.length).map(bounded);
  const expression = new RegExp(pattern.join('|') || '(?!)', 'i');
  return (userAgent) => {
    const found = expression.exec(userAgent)?.[0];
    return found === undefined ? null : (names.get(found.toLowerCase()) ?? found);
  };
}

/** Reads the table shipped with the product. */
function shippedTable(): KnownAgentsTable {
  return JSON.parse(readFileSync(new URL('./data/known-agents.json', import.meta.url), 'utf8'));
}

/** Makes a look-up, without regard to case, over `table` (default: the one shipped, read at the first look-up). */
export function createKnownAgents(table?: KnownAgentsTable): KnownAgents {
  let bot: ReturnType<typeof matcher> | undefined;
  let person: ReturnType<typeof matcher> | undefined;
  let httpClients: readonly string[] = [];
  return function knownAgent(userAgent) {
    if (!bot || !person) {
      const lists = table ?? shippedTable();
      bot = matcher(Object.values(lists.agents).flat());
      person = matcher(lists.people);
      httpClients = lists.httpClients.map((text) => text.toLowerCase());
    }
    const name = bot(userAgent);
    if (name !== null) return { kind: 'bot', name };
    const lowerCase = userAgent.toLowerCase();
    const isPerson = person(userAgent) !== null || httpClients.some((text) => lowerCase.startsWith(text));
    return isPerson ? { kind: 'person' } : null;
  };
}
