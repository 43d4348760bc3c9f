import type { PlannedAttribute, PlannedEvent, TrackingPlan } from './tracking-plan.ts';

/** A doc comment that descriptions cannot break out of. */
function comment(description: string | undefined, indent: string): readonly string[] {
  const lines = (description ?? '')
    .replaceAll('*/', '*\\/')
    .split(/\r?\n/)
    .map((line) => line.trim());
  const text = lines.filter((line) => line !== '');
  if (text.length < 2) return text.map((line) => `${indent}/** ${line} */`);
  return [`${indent}/**`, ...text.map((line) => `${indent} * ${line}`), `${indent} */`];
}

function attributeLines({ name, type, required, enum: values, description }: PlannedAttribute) {
  const allowed = values?.map((value) => JSON.stringify(value)).join(' | ') ?? type;
  const field = required ? `readonly ${name}: ${allowed};` : `readonly ${name}?: ${allowed} | null;`;
  return [...comment(description, '    '), `    ${field}`];
}

function eventLines({ name, description, attributes = [] }: PlannedEvent): readonly string[] {
  const head = comment(description, '  ');
  if (attributes.length === 0) return [...head, `  readonly ${name}: Readonly<Record<string, never>>;`];
  return [...head, `  readonly ${name}: {`, ...attributes.flatMap(attributeLines), '  };'];
}

/**
 * Text of a `.d.ts` file with the interface `AppEvents`: the attributes of each planned event by its name, for `asTyped`.
 * The same plan gives the same text, so that the file can be committed and compared.
 */
export function typesOf(plan: TrackingPlan): string {
  return [
    '// Written by millstream-types from the tracking plan: change the plan, not this file.',
    '/** Attributes of each event of this app, by the name of the event. */',
    'export interface AppEvents {',
    ...plan.events.flatMap(eventLines),
    '}',
    '',
  ].join('\n');
}
