import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { expandValue } from './expand-values.ts';
import type { Subject } from './scenario.ts';
import { subjectSchema } from './scenario-schema.ts';

const folder = join(import.meta.dirname, 'scenarios');

function property(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** Says where in the file something is wrong, in the words of its author: scenario by name, step by number and action. */
function describeIssue(issue: z.core.$ZodIssue, file: unknown): string {
  let value = file;
  const places: string[] = [];
  const rest: PropertyKey[] = [];
  for (const [at, key] of issue.path.entries()) {
    const holder = issue.path[at - 1];
    value = property(value, key);
    if (holder === 'scenarios') places.push(`scenario "${property(value, 'name') ?? Number(key) + 1}"`);
    else if (holder === 'steps') places.push(`step ${Number(key) + 1} (${property(value, 'do') ?? '?'})`);
    else if (key !== 'scenarios' && key !== 'steps') rest.push(key);
  }
  return [...places, `${rest.map(String).join('.')} ${issue.message}`.trim()].join(', ');
}

/** Writes out and checks the text of one file. @throws Error that names the file, the scenario and the step */
export function parseSubject(fileName: string, text: string): Subject {
  let file: unknown;
  try {
    file = expandValue(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${fileName} is not JSON`, { cause });
  }
  const parsed = subjectSchema.safeParse(file);
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map((issue) => `${fileName}: ${describeIssue(issue, file)}`).join('\n'),
  );
}

/** All scenarios, subject by subject in the order of their file names. @throws Error when names are not unique */
export function readSubjects(from: string = folder): readonly Subject[] {
  const files = readdirSync(from)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const subjects = files.map((name) => parseSubject(name, readFileSync(join(from, name), 'utf8')));
  const names = subjects.flatMap(({ scenarios }) => scenarios.map(({ name }) => name));
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  if (twice.length > 0) throw new Error(`Scenarios of the same name: ${twice.join('; ')}`);
  return subjects;
}
