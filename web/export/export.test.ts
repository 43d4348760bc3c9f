import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileName } from './export-table.ts';
import { pdfOfPictures } from './pdf-of-pictures.ts';
import { csvOf, sheetNames } from './save-tables.ts';

const table = {
  title: 'Users',
  notes: ['1–7 Mar 2026 · Asia/Tokyo', 'Data to 14:31'],
  columns: [{ header: 'Day' }, { header: 'Users', format: 'count' as const }],
  rows: [
    ['2026-03-01', 12],
    ['=HYPERLINK("x")', null],
  ],
};

describe('files of tables', () => {
  it('say range, zone and freshness first, and never begin a formula', () => {
    assert.equal(
      csvOf([table]),
      '# 1–7 Mar 2026 · Asia/Tokyo\r\n# Data to 14:31\r\nDay,Users\r\n2026-03-01,12\r\n"\'=HYPERLINK(""x"")",',
    );
  });
  it('name each of several tables', () => {
    assert.match(csvOf([table, { ...table, title: 'Second' }]), /^# Users\r\n[\s\S]*\r\n\r\n# Second\r\n/);
  });
  const names = [
    [
      ['Users by day', 'Users by day'],
      ['Users by day', 'Users by day 2'],
    ],
    [['a/b:c*d?e[f]'], ['a b c d e f']],
    [[''], ['Sheet']],
    [
      ['x'.repeat(40), 'x'.repeat(40)],
      ['x'.repeat(31), `${'x'.repeat(29)} 2`],
    ],
  ] as const;
  for (const [titles, expected] of names)
    it(`call sheets ${expected.join(', ').slice(0, 40)}`, () =>
      assert.deepEqual(sheetNames(titles), expected));
  const files = [
    ['User life cycle – default', 'User-life-cycle-default.csv'],
    ['../../etc/passwd', 'etc-passwd.csv'],
    ['用户 生命周期', '用户-生命周期.csv'],
    ['<>', 'export.csv'],
  ] as const;
  for (const [title, expected] of files)
    it(`are named ${expected}`, () => assert.equal(fileName(title, 'csv'), expected));
});

describe('PDFs of pictures', () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);
  const file = Buffer.from(
    pdfOfPictures([
      { jpeg, width: 1600, height: 900 },
      { jpeg, width: 1600, height: 3200 },
    ]),
  );
  const text = file.toString('latin1');
  it('have a page for each picture, as high as it needs', () => {
    assert.match(text, /\/Count 2/);
    assert.deepEqual(
      [...text.matchAll(/MediaBox (\[[^\]]+\])/g)].map(([, box]) => box),
      ['[0 0 842 474]', '[0 0 842 1684]'],
    );
  });
  it('find every object where their table says', () => {
    const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
    const offsets = [...text.slice(start).matchAll(/(\d{10}) 00000 n/g)].map(([, at]) => Number(at));
    assert.equal(offsets.length, 8);
    for (const [index, at] of offsets.entries()) assert.equal(text.slice(at, at + 7), `${index + 1} 0 obj`);
  });
});
