import { readFileSync } from 'node:fs';
import { CodedError } from '@millstream/core';
import { parse } from 'yaml';

/** A project's file as it was read, with the id that it names. */
export interface ProjectDocument {
  readonly projectId: string;
  readonly body: object;
}

/** Reads a YAML or JSON file of a project. @throws CodedError FILE_UNREADABLE, USAGE */
export function readProjectDocument(path: string): ProjectDocument {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new CodedError('FILE_UNREADABLE', { path }, { cause });
  }
  const body: unknown = readYaml(path, text);
  const project = typeof body === 'object' && body !== null && 'project' in body ? body.project : null;
  const id = typeof project === 'object' && project !== null && 'id' in project ? project.id : null;
  if (typeof id !== 'string' || typeof body !== 'object' || body === null)
    throw new CodedError('USAGE', { problem: `${path} names no project.id.` });
  return { projectId: id, body };
}

function readYaml(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new CodedError('USAGE', { problem: `${path}: ${(cause as Error).message}` }, { cause });
  }
}

interface Plan {
  readonly actions: readonly { readonly text: string }[];
  readonly problems?: readonly { readonly field: string; readonly message: string }[];
}

/** Prints what a plan does, a line each; 1 when the file cannot be applied. */
export function printPlan({ actions, problems = [] }: Plan): number {
  for (const { field, message } of problems) console.error(`${field}: ${message}`);
  if (problems.length > 0) return 1;
  if (actions.length === 0) console.log('Nothing to do: the project is as the file says.');
  for (const { text } of actions) console.log(text);
  return 0;
}
