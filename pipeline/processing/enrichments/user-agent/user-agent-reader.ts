import { createBoundedCache } from '../../caching/bounded-cache.ts';
import { createKnownAgents, type KnownAgents } from '../bot/known-agents.ts';
import { type UserAgentColumns, userAgentColumns } from './user-agent-columns.ts';
import { type AgentParser, createAgentParser } from './user-agent-parser.ts';

/** Whether a user agent belongs to a program that browses by itself, and by which rule. */
export interface BotVerdict {
  readonly isBot: boolean;
  /** `<rule>:<match>`; absent for people. */
  readonly reason?: string;
}

/** Everything known about one user agent. */
export interface UserAgentFacts {
  readonly columns: UserAgentColumns;
  readonly bot: BotVerdict;
}

/** Reads a user agent; null for an empty or missing one. Cached by exact text. */
export type UserAgentReader = (userAgent: string | null | undefined) => UserAgentFacts | null;

/** Settings of a reader. */
export interface UserAgentReaderOptions {
  /** Distinct user agents kept. @default 5_000 (10 MB at most) */
  readonly cacheSize?: number;
  /** Parses what the cache does not know. @default the installed uap-core's rules */
  readonly parse?: AgentParser;
  /** Table of agents that are bots. @default the table shipped here */
  readonly knownAgents?: KnownAgents;
}

const person: BotVerdict = Object.freeze({ isBot: false });

/**
 * Makes the one reader that the user-agent enrichment and the bot verdict share: user agents repeat (about 99 %), and
 * an unknown one costs a hundred times a known one.
 */
export function createUserAgentReader(options: UserAgentReaderOptions = {}): UserAgentReader {
  const cache = createBoundedCache<UserAgentFacts>({ entries: options.cacheSize ?? 5_000 });
  const parse = options.parse ?? createAgentParser();
  const knownAgents = options.knownAgents ?? createKnownAgents();
  function verdict(userAgent: string, columns: UserAgentColumns): BotVerdict {
    const known = knownAgents(userAgent);
    if (known?.kind === 'bot') return { isBot: true, reason: `known_agent:${known.name}` };
    if (known?.kind === 'person' || columns.device_ua_device_category !== 'Bot') return person;
    return { isBot: true, reason: `device_category:${columns.device_ua_device}` };
  }
  return function readUserAgent(userAgent) {
    if (!userAgent) return null;
    const cached = cache.get(userAgent);
    if (cached) return cached;
    const columns = userAgentColumns(userAgent, parse(userAgent));
    const facts = { columns, bot: verdict(userAgent, columns) };
    cache.set(userAgent, facts);
    return facts;
  };
}
