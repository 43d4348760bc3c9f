import { readFileSync } from 'node:fs';
import { CodedError } from '@millstream/core';
import { pluginTestText, type TestPluginOptions, testPlugin } from '@millstream/processing';
import { type Command, parseCommand } from './command.ts';

const options = {
  config: { type: 'string' },
  records: { type: 'string' },
  rows: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Objects of a file, one JSON object a line. @throws CodedError USAGE, FILE_UNREADABLE */
function readObjects(path: string): object[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CodedError('FILE_UNREADABLE', { path }, { cause });
  }
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => parseObject(line, `${path}, line ${index + 1}`));
}

function parseObject(text: string, where: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch (cause) {
    throw new CodedError('USAGE', { problem: `${where} is not JSON.` }, { cause });
  }
  throw new CodedError('USAGE', { problem: `${where} is not a JSON object.` });
}

/** `millstream plugin test FILE`: the harness for authors of plug-ins. */
export const command: Command = {
  usage: 'plugin test FILE [--config JSON] [--records FILE] [--rows FILE] [--json]',
  summary:
    'Bundle and check a plug-in, run it in its sandbox over samples (or your NDJSON files), say what it did and what is wrong.',
  async run(args) {
    const parsed = parseCommand(args, options);
    const [action, path, ...more] = parsed.positionals;
    if (action !== 'test' || path === undefined || more.length > 0) {
      throw new CodedError('USAGE', { problem: 'plugin takes test FILE.' });
    }
    const [config, records, rows] = [parsed.text('config'), parsed.text('records'), parsed.text('rows')];
    const chosen: TestPluginOptions = {
      ...(config === undefined ? {} : { config: { ...parseObject(config, '--config') } }),
      ...(records === undefined ? {} : { records: readObjects(records) }),
      ...(rows === undefined ? {} : { rows: readObjects(rows) }),
    };
    const report = await testPlugin(path, chosen);
    console.log(parsed.flag('json') ? JSON.stringify(report) : pluginTestText(report));
    return report.isOk ? 0 : 1;
  },
};
