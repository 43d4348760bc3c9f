import { connectToServer } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, parseCommand } from './command.ts';

/** `millstream status`: what the running server does. */
export const command: Command = {
  usage: 'status [--data DIR]',
  summary: 'Print addresses, workers, waiting segments and the last error of the running server.',
  async run(args) {
    const parsed = parseCommand(args, dataOption, 0);
    console.log(
      JSON.stringify(await connectToServer(dataDirectory(parsed)).call('GET', '/api/status'), null, 2),
    );
    return 0;
  },
};
