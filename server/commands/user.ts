import type { Person } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { findServer } from '../local/local-endpoint.ts';
import { connectToServer } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, type ParsedCommand, parseCommand } from './command.ts';

async function printPeople(parsed: ParsedCommand): Promise<void> {
  const people = (await connectToServer(dataDirectory(parsed)).call('GET', '/api/users')) as Person[];
  for (const { email, name, grants, signInKinds, lastSeenAtMs } of people) {
    const roles = grants.map(({ role, projectId }) => (projectId === null ? role : `${role}@${projectId}`));
    const lastSeen = lastSeenAtMs === null ? null : new Date(lastSeenAtMs).toISOString();
    console.log(JSON.stringify({ email, name, roles, signInKinds, lastSeen }));
  }
}

async function printLink(parsed: ParsedCommand, email: string | null): Promise<void> {
  const dataDir = dataDirectory(parsed);
  const body = { email, resetsSecondFactor: parsed.flag('reset-second-factor') };
  const answer = await connectToServer(dataDir).call('POST', '/api/users/link', body);
  const { path, expiresAtMs } = answer as { path: string; expiresAtMs: number };
  console.log(`${findServer(dataDir).url}${path}`);
  console.error(`It works once, until ${new Date(expiresAtMs).toISOString()}.`);
}

/** `millstream user`: people of the running server, and a way back in for whoever owns the machine. */
export const command: Command = {
  usage: 'user list | user link [EMAIL] [--reset-second-factor] [--data DIR]',
  summary:
    'List people, or print a one-time link: to set the installation up, or for a person to choose a new password.',
  async run(args) {
    const options = { ...dataOption, 'reset-second-factor': { type: 'boolean' } } as const;
    const parsed = parseCommand(args, options, 2);
    const [action, email = null] = parsed.positionals;
    if (action === 'list') await printPeople(parsed);
    else if (action === 'link') await printLink(parsed, email);
    else throw new CodedError('USAGE', { problem: 'Use `user list` or `user link [EMAIL]`.' });
    return 0;
  },
};
