import { CodedError } from '@millstream/core';
import { connectToServer } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, parseCommand } from './command.ts';
import { printPlan, readProjectDocument } from './project-document.ts';

/** `millstream apply FILE`: a project, its pipeline and its apps from one file. */
export const command: Command = {
  usage: 'apply FILE.yaml [--data DIR]',
  summary:
    'Bring project, pipeline and apps to what a YAML or JSON file says; the same file again does nothing.',
  async run(args) {
    const parsed = parseCommand(args, dataOption, 1);
    const [path] = parsed.positionals;
    if (path === undefined) throw new CodedError('USAGE', { problem: 'apply takes one file.' });
    const { projectId, body } = readProjectDocument(path);
    const server = connectToServer(dataDirectory(parsed));
    const call = `/api/projects/${encodeURIComponent(projectId)}/spec`;
    return printPlan((await server.call('PUT', call, body)) as Parameters<typeof printPlan>[0]);
  },
};
