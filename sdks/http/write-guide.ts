// Writes the examples into README.md anew: `node scripts/launch.mjs sdks/http/write-guide.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import { withFiles } from './guide.ts';

const file = new URL('README.md', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
writeFileSync(file, withFiles(readFileSync(file, 'utf8'), read));
