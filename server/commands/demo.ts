import { CodedError, systemClock } from '@millstream/core';
import { runDemo, writeDemoHistory } from '../demo/run-demo.ts';
import { createLogger } from '../local/logger.ts';
import { type Command, dataDirectory, dataOption, type ParsedCommand, parseCommand } from './command.ts';

/** A whole number of at least 1. @throws CodedError USAGE */
function positive(parsed: ParsedCommand, name: string, absent: number): number {
  const value = parsed.number(name) ?? absent;
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new CodedError('USAGE', { problem: `--${name} is a whole number of at least 1, not ${value}.` });
}

/** Epoch ms of `--end`, the present by default. @throws CodedError USAGE */
function endOf(parsed: ParsedCommand): number {
  const end = parsed.text('end');
  const ms = end === undefined ? systemClock.now() : Date.parse(end);
  if (Number.isFinite(ms)) return ms;
  throw new CodedError('USAGE', { problem: `--end is no time: ${end}.` });
}

const options = {
  ...dataOption,
  out: { type: 'string' },
  seed: { type: 'string' },
  events: { type: 'string' },
  end: { type: 'string' },
  'no-live': { type: 'boolean' },
} as const;

function refuseFile(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new CodedError('USAGE', { problem: `The file of --out cannot be written: ${reason}.` }, { cause });
}

/** `millstream demo`: a believable shop. */
export const command: Command = {
  usage: 'demo [--no-live] [--seed N] [--events N] [--data DIR] | demo --out FILE [--end TIME]',
  summary:
    'Give the running server a demo shop with 30 past days, then live traffic; --out writes the past to a file.',
  async run(args) {
    const parsed = parseCommand(args, options, 0);
    const seed = positive(parsed, 'seed', 1);
    const targetEvents = positive(parsed, 'events', 250_000);
    const out = parsed.text('out');
    if (out !== undefined) {
      const written = writeDemoHistory(out, { seed, targetEvents, endMs: endOf(parsed) });
      console.log(JSON.stringify(await written.catch(refuseFile)));
      return 0;
    }
    const stopped = new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await runDemo({
      dataDir: dataDirectory(parsed),
      stopped: parsed.flag('no-live') ? null : stopped,
      seed,
      targetEvents,
      logger: createLogger('info', 'demo'),
    });
    return 0;
  },
};
