import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Cell,
  type Column,
  columnDifferences,
  printTable,
  readColumns,
  replaceTable,
} from './conformance-table.ts';
import type { SdkName } from './driver.ts';
import type { Subject } from './scenario.ts';

const scenario = (name: string) => ({ name, spec: '1', steps: [], expect: {} });
const subjects: readonly Subject[] = [
  { subject: 'Views', scenarios: [scenario('shows one'), scenario('shows a | b')] },
  { subject: 'Tabs', scenarios: [scenario('shares')] },
];
const column = (...cells: [string, Cell][]): Column => new Map(cells);
const columns = new Map<SdkName, Column>([
  ['web', column(['shows one', '✓'], ['shows a | b', '✗'], ['shares', '✓'])],
  ['react-native', column(['shows one', '✓'], ['shares', 'n/a'])],
]);
const page = (table: string) => `# SDKs\n\n<!-- conformance -->\n${table}\n<!-- /conformance -->\n\nMore.\n`;
const table = [
  '| Scenario | Web | React Native |',
  '| --- | :-: | :-: |',
  '| **Views** |  |  |',
  '| shows one | ✓ | ✓ |',
  '| shows a \\| b | ✗ |  |',
  '| **Tabs** |  |  |',
  '| shares | ✓ | n/a |',
].join('\n');

describe('the table of results', () => {
  it('has scenarios by subject as rows and SDKs as columns', () => {
    assert.equal(printTable(subjects, columns), table);
  });

  it('is read as it was printed', () => {
    assert.deepEqual(readColumns(page(table)), columns);
  });

  it('takes its place in a page and nothing else', () => {
    assert.equal(replaceTable(page('old'), table), page(table));
    assert.equal(replaceTable(page(table), table), page(table));
  });

  it('has no place in a page without marks', () => {
    assert.throws(() => replaceTable('# SDKs', table), /has no <!-- conformance -->/);
  });

  const differences: readonly { title: string; made: Column; lines: readonly string[] }[] = [
    { title: 'nothing when it shows what was made', made: columns.get('web') ?? new Map(), lines: [] },
    {
      title: 'another result',
      made: column(['shows one', '✗'], ['shows a | b', '✗'], ['shares', '✓']),
      lines: ['"shows one": shown as ✓, is ✗'],
    },
    {
      title: 'a scenario that is new, and one that is gone',
      made: column(['shows one', '✓'], ['shows a | b', '✗'], ['shows two', '✓']),
      lines: ['"shows two": shown as nothing, is ✓', '"shares": shown as ✓, is no scenario'],
    },
  ];
  for (const { title, made, lines } of differences) {
    it(`differs by ${title}`, () => {
      assert.deepEqual(columnDifferences(page(table), 'web', made), lines);
    });
  }

  it('differs by everything for an SDK that it does not show', () => {
    assert.deepEqual(columnDifferences(page(table), 'wechat', column(['shares', 'n/a'])), [
      '"shares": shown as nothing, is n/a',
    ]);
  });
});
