import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { CodedError } from '@millstream/core';

/** One subcommand of `millstream`. */
export interface Command {
  /** Usage after `millstream `, for the help. */
  readonly usage: string;
  /** One line that says what it does. */
  readonly summary: string;
  /** Runs it; the returned number is the exit code, 0 when absent. */
  run(args: readonly string[]): Promise<number | undefined>;
}

/** Values of parsed options, by name. */
export interface ParsedCommand {
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  texts(name: string): readonly string[];
  flag(name: string): boolean;
  /** @throws CodedError USAGE when it is no number */
  number(name: string): number | undefined;
}

/**
 * Parses a command line strictly; `maxWords` bounds the words that belong to no option (default: any number).
 * @throws CodedError USAGE on unknown options and words too many
 */
export function parseCommand(
  args: readonly string[],
  options: ParseArgsOptionsConfig,
  maxWords = Number.POSITIVE_INFINITY,
): ParsedCommand {
  const { values, positionals } = parse(args, options);
  if (positionals.length > maxWords) {
    throw new CodedError('USAGE', { problem: `What is meant by ${positionals[maxWords]}?` });
  }
  const text = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    positionals,
    text,
    texts(name) {
      const value = values[name];
      return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
    },
    flag: (name) => values[name] === true,
    number(name) {
      const value = text(name);
      if (value === undefined) return undefined;
      if (value.trim() === '' || !Number.isFinite(Number(value))) {
        throw new CodedError('USAGE', { problem: `--${name} takes a number, not ${value}.` });
      }
      return Number(value);
    },
  };
}

function parse(args: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new CodedError('USAGE', { problem: (cause as Error).message }, { cause });
  }
}

/** Options of every command that talks to a running server. */
export const dataOption = { data: { type: 'string' } } as const;

/** The data directory of a command: `--data`, else MILLSTREAM_DATA_DIR, else ./data. */
export function dataDirectory(parsed: ParsedCommand): string {
  return parsed.text('data') ?? process.env.MILLSTREAM_DATA_DIR ?? './data';
}

/** Option of commands that ask the engine of one project. */
export const projectOption = { project: { type: 'string' } } as const;

/** The project that a command names, as the API takes it; nothing means the oldest one. */
export function projectOf(parsed: ParsedCommand): { readonly projectId?: string } {
  const projectId = parsed.text('project');
  return projectId === undefined ? {} : { projectId };
}
