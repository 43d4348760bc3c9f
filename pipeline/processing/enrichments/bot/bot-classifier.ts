import type { BotVerdict, UserAgentReader } from '../user-agent/user-agent-reader.ts';

const person: BotVerdict = Object.freeze({ isBot: false });

/**
 * Makes the classifier of user agents: a bot is what the table of known agents names, or a device of category Bot.
 * A missing user agent and plain HTTP clients (curl, okhttp, …) are not bots: servers send events with them.
 * It does not depend on the user-agent enrichment being configured.
 */
export function createBotClassifier(
  read: UserAgentReader,
): (userAgent: string | null | undefined) => BotVerdict {
  return (userAgent) => read(userAgent)?.bot ?? person;
}
