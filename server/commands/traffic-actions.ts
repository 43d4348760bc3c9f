import { CodedError } from '@millstream/core';
import type { ServerClient } from '../local/server-client.ts';
import type { ParsedCommand } from './command.ts';
import { readJsonFile } from './explore.ts';

/** Options of `millstream metadata traffic`. */
export const trafficOptions = {
  url: { type: 'string' },
  referrer: { type: 'string' },
  rules: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'reprocess-since': { type: 'string' },
} as const;

/** A call of the traffic rules' API, by method and path below `/traffic`. */
type Call = (method: string, path: string, body?: object) => Promise<unknown>;
type Action = (call: Call, parsed: ParsedCommand, word: string | undefined) => Promise<unknown>;

interface Rules {
  readonly categories: unknown;
  readonly channels: unknown;
}

/** The rules in force and their version. */
async function current(call: Call): Promise<{ readonly version: number; readonly rules: Rules }> {
  return (await call('GET', '')) as { version: number; rules: Rules };
}

/** Rules of a file; a list that it leaves out is taken from those in force. */
async function rulesOf(path: string, call: Call): Promise<Rules> {
  const { rules } = await current(call);
  const written = await readJsonFile(path);
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    throw new CodedError('USAGE', { problem: `${path} must hold {"categories": […], "channels": […]}.` });
  // What `show` printed is taken as it is.
  const isShown = 'isOwn' in written && 'rules' in written;
  const lists = isShown && typeof written.rules === 'object' ? written.rules : written;
  return { ...rules, ...lists };
}

async function tried(call: Call, parsed: ParsedCommand): Promise<object> {
  const path = parsed.text('rules');
  return path === undefined ? {} : { rules: await rulesOf(path, call) };
}

function needed(word: string | undefined, what: string): string {
  if (word !== undefined) return word;
  throw new CodedError('USAGE', { problem: `${what} is missing.` });
}

function versionOf(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new CodedError('USAGE', { problem: `restore takes the number of a version, not ${text}.` });
}

const actions: Readonly<Record<string, Action>> = {
  show: (call) => call('GET', ''),
  versions: (call) => call('GET', '/versions'),
  check: async (call, _parsed, file) =>
    call('POST', '/check', { rules: await rulesOf(needed(file, 'FILE'), call) }),
  test: async (call, parsed) => {
    const visit = { url: parsed.text('url'), referrer: parsed.text('referrer') };
    return call('POST', '/test', { ...(await tried(call, parsed)), cases: [visit] });
  },
  cases: async (call, parsed) => call('POST', '/cases/run', await tried(call, parsed)),
  preview: async (call, parsed) => {
    const days = { from: parsed.text('from'), to: parsed.text('to') };
    return call('POST', '/preview', { ...(await tried(call, parsed)), ...days });
  },
  publish: async (call, parsed, file) => {
    const rules = await rulesOf(needed(file, 'FILE'), call);
    const { version } = await current(call);
    return call('PUT', '', { version, rules, reprocessSince: parsed.text('reprocess-since') });
  },
  restore: async (call, parsed, number) => {
    const restore = versionOf(needed(number, 'The number of a version'));
    const { version } = await current(call);
    return call('POST', '/restore', { version, restore, reprocessSince: parsed.text('reprocess-since') });
  },
};

/** Does one thing with an app's traffic-source rules and answers with what the server said. */
export function trafficAction(
  server: ServerClient,
  parsed: ParsedCommand,
  words: { readonly appId: string; readonly action: string | undefined; readonly word: string | undefined },
): Promise<unknown> {
  const action =
    words.action !== undefined && Object.hasOwn(actions, words.action) ? actions[words.action] : undefined;
  if (action === undefined) {
    throw new CodedError('USAGE', {
      problem: `metadata traffic takes one of ${Object.keys(actions).join(', ')}.`,
    });
  }
  const base = `/api/apps/${encodeURIComponent(words.appId)}/traffic`;
  const call: Call = (method, path, body) => server.call(method, `${base}${path}`, body);
  return action(call, parsed, words.word);
}
