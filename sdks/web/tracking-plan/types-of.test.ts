import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../bin/millstream-types.mjs', import.meta.url));
const example = fileURLToPath(new URL('example-plan.json', import.meta.url));

const exampleTypes = `// Written by millstream-types from the tracking plan: change the plan, not this file.
/** Attributes of each event of this app, by the name of the event. */
export interface AppEvents {
  /**
   * The payment went through.
   * Once for each order, also when it is paid in parts.
   */
  readonly order_paid: {
    /** Sum of the order. */
    readonly _value: number;
    readonly _currency: "EUR" | "USD";
    readonly coupon?: string | null;
    readonly is_gift?: boolean | null;
    readonly parts?: 1 | 2 | 3 | null;
  };
  /** The tour was left *\\/ before its end. */
  readonly tour_closed: Readonly<Record<string, never>>;
  readonly article_read: {
    readonly title?: string | null;
  };
}
`;

describe('millstream-types', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millstream-plan-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
  const runOn = (text: string) => {
    const file = join(folder, 'plan.json');
    writeFileSync(file, text);
    return run(file);
  };

  it('prints the types of a plan', () => {
    const { status, stdout, stderr } = run(example);
    assert.equal(status, 0, stderr);
    assert.equal(stdout, exampleTypes);
  });

  it('tells how it is used when no file is named', () => {
    const { status, stdout, stderr } = run();
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^Usage: millstream-types PLAN\.json/);
  });

  const texts: readonly { readonly what: string; readonly text: string; readonly told: RegExp }[] = [
    { what: 'no JSON', text: '{', told: /JSON/ },
    { what: 'a plan without events', text: '{}', told: /^events: a list is wanted$/m },
    {
      what: 'every mistake of a plan at once',
      text: '{"events":[{"name":"1st"},{"name":"b","atributes":[]}]}',
      told: /^events\[0\]\.name: letters.*\nevents\[1\]\.atributes: not known here/m,
    },
  ];
  for (const { what, text, told } of texts) {
    it(`prints no types but the reason for ${what}`, () => {
      const { status, stdout, stderr } = runOn(text);
      assert.equal(status, 1);
      assert.equal(stdout, '');
      assert.match(stderr, told);
    });
  }

  it('is told a file that is not there', () => {
    const { status, stderr } = run(join(folder, 'none.json'));
    assert.equal(status, 1);
    assert.match(stderr, /none\.json/);
  });
});
