#!/usr/bin/env node
// Writes the types of a tracking plan: millstream-types plan.json > events.d.ts
import { readFileSync } from 'node:fs';
import { readPlan } from '../tracking-plan/read-plan.ts';
import { typesOf } from '../tracking-plan/types-of.ts';

/** Types of the plan in a file, or what stands in the way. */
function typesOfFile(file) {
  try {
    const reading = readPlan(JSON.parse(readFileSync(file, 'utf8')));
    return reading.kind === 'plan'
      ? { types: typesOf(reading.plan) }
      : { problem: reading.problems.join('\n') };
  } catch (error) {
    return { problem: error.message };
  }
}

const [file, ...others] = process.argv.slice(2);
if (file === undefined || others.length > 0) {
  console.error('Usage: millstream-types PLAN.json > events.d.ts');
  process.exitCode = 2;
} else {
  const { types, problem } = typesOfFile(file);
  if (types !== undefined) process.stdout.write(types);
  else {
    console.error(`${file} is no tracking plan:\n${problem}`);
    process.exitCode = 1;
  }
}
