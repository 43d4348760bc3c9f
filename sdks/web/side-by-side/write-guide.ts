// Writes the table of differences into docs/sdk-web.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { withDifferences } from './guide-table.ts';

const guide = new URL('../../../docs/sdk-web.md', import.meta.url);
writeFileSync(guide, withDifferences(readFileSync(guide, 'utf8')));
