import { maskSecrets } from '../config/load-settings.ts';
import { type Command, parseCommand } from './command.ts';
import { settingsOf, settingsOptions } from './command-settings.ts';

/** `millstream config`: the settings in force. */
export const command: Command = {
  usage: 'config [--config FILE] [options of start]',
  summary: 'Check and print the settings in force, with secrets masked.',
  async run(args) {
    console.log(JSON.stringify(maskSecrets(settingsOf(parseCommand(args, settingsOptions, 0))), null, 2));
    return 0;
  },
};
