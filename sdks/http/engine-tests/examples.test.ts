import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { CommandOutput } from './command-output.ts';
import { type Language, languages, makeReady, type Task } from './examples.ts';
import { type Row, startProduct } from './running-product.ts';

const visitor = {
  address: '81.2.69.142',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const columns = `event_id, event_name, app_id, user_pseudo_id, user_id, session_id, session_number, session_duration,
  custom_parameters_json_str, device_ua_browser, geo_country, process_info['source_ip'] AS source_ip`;

interface Sent {
  readonly task: Task;
  readonly args?: readonly string[];
  /** Rows in the order of their times, without columns that are alike for all. */
  readonly rows: readonly Row[];
}
const order = { event_name: 'order_paid', custom: { _value: 12.5, _currency: 'EUR' } };
const article = { event_name: 'article_read', custom: { article: 'How tea is made', words: 1200 } };
const sends: readonly Sent[] = [
  { task: 'one event', rows: [{ ...order, user_id: '42' }] },
  {
    task: 'bundle',
    rows: [
      { event_name: 'product_viewed', custom: { list: 'new' }, session_number: 1, session_duration: 0 },
      { event_name: 'cart_filled', custom: { cart_size: 1 }, session_number: 1, session_duration: 30_000 },
      { ...order, session_number: 1, session_duration: 60_000 },
    ],
  },
  { task: 'gzip', rows: [article] },
  { task: 'base64 of gzip', rows: [article] },
  { task: 'retry', rows: [order] },
  {
    task: 'relay',
    args: [visitor.address, visitor.userAgent],
    rows: [
      {
        event_name: 'newsletter_ordered',
        custom: { list: 'weekly' },
        device_ua_browser: 'Firefox',
        geo_country: 'United Kingdom',
        source_ip: visitor.address,
      },
    ],
  },
];

/** The columns that a case names, with the custom parameters as an object. */
function comparable(row: Row, wanted: Row): Row {
  const read: Row = { ...row, custom: JSON.parse(String(row.custom_parameters_json_str)) };
  const names = ['app_id', 'user_pseudo_id', ...Object.keys(wanted)];
  return Object.fromEntries(names.map((name) => [name, read[name]]));
}

/** Outputs of all examples of a language, by task. */
type Outputs = ReadonlyMap<Task, CommandOutput>;

async function runAll(language: Language, endpoint: string): Promise<Outputs> {
  using examples = await makeReady(language);
  const own = sends.filter(({ task }) => task in language.commands);
  return new Map(
    await Promise.all(
      own.map(async ({ task, args }) => [task, await examples.run(task, endpoint, args)] as const),
    ),
  );
}

const idsIn = ({ stdout }: CommandOutput) => stdout.split('\n').filter((line) => line !== '');

describe('HTTP examples with the product', () => {
  const outputs = new Map<Language, Outputs>();
  let stored: readonly Row[] = [];
  before(async () => {
    await using product = await startProduct();
    for (const language of languages) outputs.set(language, await runAll(language, product.endpoint));
    const count = [...outputs.values()].flatMap((all) => [...all.values()].flatMap(idsIn)).length;
    stored = await product.rows(`SELECT ${columns} FROM event_v2 ORDER BY event_time_msec`, count);
  });

  for (const language of languages) {
    for (const { task, rows } of sends.filter((sent) => sent.task in language.commands)) {
      it(`${language.name}: the rows of "${task}" hold what it sends`, () => {
        const output = outputs.get(language)?.get(task);
        assert.ok(output);
        assert.equal(output.code, 0, output.stderr);
        const ids = idsIn(output);
        for (const id of ids) assert.match(id, uuid);
        const own = stored.filter(({ event_id }) => ids.includes(String(event_id)));
        assert.deepEqual(
          own.map((row, index) => comparable(row, rows[index] ?? {})),
          rows.map((row) => ({ app_id: 'web', user_pseudo_id: 'visitor-1', ...row })),
        );
        const sessions = new Set(own.map((row) => row.session_id));
        assert.equal(sessions.size, 1, 'a bundle is one session');
        assert.equal(sessions.has(null), task !== 'bundle');
      });
    }
  }

  it('nothing else is stored', () => {
    const ids = [...outputs.values()].flatMap((all) => [...all.values()].flatMap(idsIn));
    assert.deepEqual(stored.map(({ event_id }) => event_id).sort(), ids.sort());
  });
});
