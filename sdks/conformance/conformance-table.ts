import { type SdkName, sdkNames } from './driver.ts';
import type { Subject } from './scenario.ts';

/** What a cell of the table says about a scenario and an SDK. */
export type Cell = '✓' | '✗' | 'n/a';
/** Cells of one SDK by the name of the scenario. */
export type Column = ReadonlyMap<string, Cell>;

const startMark = '<!-- conformance -->';
const endMark = '<!-- /conformance -->';
const titles: Readonly<Record<SdkName, string>> = {
  web: 'Web',
  android: 'Android',
  'react-native': 'React Native',
  wechat: 'WeChat',
  swift: 'Swift',
  flutter: 'Flutter',
};

const escaped = (name: string): string => name.replaceAll('|', '\\|');
const cellsOf = (row: string): string[] =>
  row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));

function isCell(text: string | undefined): text is Cell {
  return text === '✓' || text === '✗' || text === 'n/a';
}

/** Prints scenarios by subject as rows and SDKs as columns; what an SDK has no result for stays empty. */
export function printTable(subjects: readonly Subject[], columns: ReadonlyMap<SdkName, Column>): string {
  const sdks = [...columns.keys()];
  const row = (first: string, others: readonly string[]): string => `| ${[first, ...others].join(' | ')} |`;
  return [
    row(
      'Scenario',
      sdks.map((sdk) => titles[sdk]),
    ),
    row(
      '---',
      sdks.map(() => ':-:'),
    ),
    ...subjects.flatMap(({ subject, scenarios }) => [
      row(
        `**${escaped(subject)}**`,
        sdks.map(() => ''),
      ),
      ...scenarios.map(({ name }) =>
        row(
          escaped(name),
          sdks.map((sdk) => columns.get(sdk)?.get(name) ?? ''),
        ),
      ),
    ]),
  ].join('\n');
}

/** The part of a document between the marks. @throws Error when the marks are missing */
function tableSpan(document: string): { readonly from: number; readonly to: number } {
  const from = document.indexOf(startMark);
  const to = document.indexOf(endMark);
  if (from === -1 || to < from) throw new Error(`The document has no ${startMark} … ${endMark}`);
  return { from: from + startMark.length, to };
}

/** Puts a table between the marks of a document. */
export function replaceTable(document: string, table: string): string {
  const { from, to } = tableSpan(document);
  return `${document.slice(0, from)}\n${table}\n${document.slice(to)}`;
}

/** Reads the columns of a document's table. */
export function readColumns(document: string): ReadonlyMap<SdkName, Column> {
  const { from, to } = tableSpan(document);
  const [head, , ...rows] = document.slice(from, to).trim().split('\n').map(cellsOf);
  const columns = new Map<SdkName, Column>();
  for (const sdk of sdkNames) {
    const at = head?.indexOf(titles[sdk]) ?? -1;
    if (at < 1) continue;
    const cells = rows.flatMap((row): [string, Cell][] => {
      const [name, cell] = [row[0], row[at]];
      return name !== undefined && isCell(cell) ? [[name, cell]] : [];
    });
    columns.set(sdk, new Map(cells));
  }
  return columns;
}

/** Where a document differs from what a run of an SDK made. @returns one line per difference */
export function columnDifferences(document: string, sdk: SdkName, made: Column): readonly string[] {
  const shown = readColumns(document).get(sdk) ?? new Map<string, Cell>();
  const names = new Set([...made.keys(), ...shown.keys()]);
  return [...names]
    .filter((name) => made.get(name) !== shown.get(name))
    .map(
      (name) => `"${name}": shown as ${shown.get(name) ?? 'nothing'}, is ${made.get(name) ?? 'no scenario'}`,
    );
}
