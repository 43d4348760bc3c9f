import { CodedError } from '@millstream/core';
import { connectToServer } from '../local/server-client.ts';
import { type Command, dataDirectory, dataOption, parseCommand } from './command.ts';
import { printPlan, readProjectDocument } from './project-document.ts';

/** `millstream plan FILE`: a project, its pipeline and its apps from one file. */
export const command: Command = {
  usage: 'plan FILE.yaml [--data DIR]',
  summary: "Print what `apply` of a project's file would do; changes nothing.",
  async run(args) {
    const parsed = parseCommand(args, dataOption, 1);
    const [path] = parsed.positionals;
    if (path === undefined) throw new CodedError('USAGE', { problem: 'plan takes one file.' });
    const { projectId, body } = readProjectDocument(path);
    const server = connectToServer(dataDirectory(parsed));
    const call = `/api/projects/${encodeURIComponent(projectId)}/spec/plan`;
    return printPlan((await server.call('POST', call, body)) as Parameters<typeof printPlan>[0]);
  },
};
