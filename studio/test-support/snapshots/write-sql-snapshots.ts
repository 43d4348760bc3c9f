// Writes the SQL of each kind and dialect to studio/dialects/snapshots, to be read in the diff. Run it after a change of a
// planner, a rewrite or a dialect: node studio/test-support/snapshots/write-sql-snapshots.ts
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sqlSnapshots } from './sql-snapshots.ts';

for (const { fileName, text } of sqlSnapshots()) {
  const url = new URL(`../../dialects/snapshots/${fileName}`, import.meta.url);
  await writeFile(fileURLToPath(url), text);
}
