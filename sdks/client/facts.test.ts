import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFacts } from './facts.ts';

/** A store that may be full. */
function storeOf(held: Map<string, string>) {
  const store = {
    isFull: false,
    get: (key: string) => held.get(key) ?? null,
    set(key: string, value: string | null) {
      if (value === null) held.delete(key);
      else if (!store.isFull) held.set(key, value);
    },
  };
  return store;
}

describe('facts', () => {
  it('stay in memory until they may be stored, and then move where nothing else stands', () => {
    const held = new Map([['device', '"old"']]);
    const facts = createFacts(storeOf(held));
    facts.write('device', 'new');
    facts.write('bundle', 1);
    assert.equal(facts.read('device'), 'new');
    assert.deepEqual([...held], [['device', '"old"']]);
    facts.persist(true);
    assert.equal(facts.read('device'), 'old');
    assert.equal(held.get('bundle'), '1');
  });

  it('are known though the store refuses them, and stored as soon as it takes something again', () => {
    const held = new Map<string, string>();
    const store = storeOf(held);
    const facts = createFacts(store);
    facts.persist(true);
    store.isFull = true;
    facts.write('bundle', 1);
    assert.equal(facts.read('bundle'), 1);
    store.isFull = false;
    facts.write('session', { id: 's' });
    assert.deepEqual(
      new Map(held),
      new Map([
        ['bundle', '1'],
        ['session', '{"id":"s"}'],
      ]),
    );
  });

  it('are what other tabs have made of them', () => {
    const held = new Map<string, string>();
    const facts = createFacts(storeOf(held));
    facts.persist(true);
    facts.write('bundle', 1);
    held.set('bundle', '2');
    assert.equal(facts.read('bundle'), 2);
  });

  it('count as missing when they cannot be read', () => {
    const facts = createFacts(storeOf(new Map([['user', '{broken']])));
    facts.persist(true);
    assert.equal(facts.read('user'), null);
  });

  it('are gone from memory and store when they are cleared', () => {
    const held = new Map([['user', '1']]);
    const facts = createFacts(storeOf(held));
    facts.write('bundle', 1);
    facts.clear();
    assert.equal(facts.read('bundle'), null);
    assert.equal(held.size, 0);
  });
});
