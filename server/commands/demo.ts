import { systemClock } from '@millstream/core';
import { runDemo, writeDemoHistory } from '../demo/run-demo.ts';
import { createLogger } from '../local/logger.ts';
import { type Command, dataDirectory, dataOption, parseCommand } from './command.ts';

const options = {
  ...dataOption,
  out: { type: 'string' },
  seed: { type: 'string' },
  events: { type: 'string' },
  end: { type: 'string' },
  'no-live': { type: 'boolean' },
} as const;

/** `millstream demo`: a believable shop. */
export const command: Command = {
  usage: 'demo [--no-live] [--seed N] [--events N] [--data DIR] | demo --out FILE [--end TIME]',
  summary:
    'Give the running server a demo shop with 30 past days, then live traffic; --out writes the past to a file.',
  async run(args) {
    const parsed = parseCommand(args, options);
    const seed = parsed.number('seed') ?? 1;
    const targetEvents = parsed.number('events') ?? 250_000;
    const out = parsed.text('out');
    if (out !== undefined) {
      const end = parsed.text('end');
      const endMs = end === undefined ? systemClock.now() : Date.parse(end);
      console.log(JSON.stringify(await writeDemoHistory(out, { seed, targetEvents, endMs })));
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
