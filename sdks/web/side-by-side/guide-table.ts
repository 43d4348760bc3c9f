import { differences } from './differences.ts';

const begin = '<!-- differences -->';
const end = '<!-- /differences -->';

/** The guide's text with its table of differences made anew. @throws RangeError when the guide lost the table's marks */
export function withDifferences(guide: string): string {
  const [before, after] = [guide.indexOf(begin), guide.indexOf(end)];
  if (before < 0 || after < before) throw new RangeError(`The guide needs ${begin} and ${end}.`);
  const rows = differences.map(({ field, events = [], why }) => {
    const names = events.map((name) => `\`${name}\``).join(', ');
    return `| \`${field}\` | ${names === '' ? 'all' : names} | ${why} |`;
  });
  const table = ['| Field | Events | Why |', '|---|---|---|', ...rows].join('\n');
  return `${guide.slice(0, before)}${begin}\n\n${table}\n\n${guide.slice(after)}`;
}
