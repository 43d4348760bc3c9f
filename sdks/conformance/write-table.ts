// Writes the results of the last runs into the table of docs/sdks.md. An SDK that did not run here keeps its column.
import { readFileSync, writeFileSync } from 'node:fs';
import { type Column, printTable, readColumns, replaceTable } from './conformance-table.ts';
import { type SdkName, sdkNames } from './driver.ts';
import { readSubjects } from './read-scenarios.ts';
import { readColumn, tablePage } from './results.ts';

const page = readFileSync(tablePage, 'utf8');
const shown = readColumns(page);
const columns = new Map<SdkName, Column>();
for (const sdk of sdkNames) {
  const column = readColumn(sdk) ?? shown.get(sdk);
  if (column) columns.set(sdk, column);
}
writeFileSync(tablePage, replaceTable(page, printTable(readSubjects(), columns)));
