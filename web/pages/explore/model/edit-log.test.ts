import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { edited, mostEdits, newLog, redone, undone } from './edit-log.ts';

const name = (id: string) => ({ id });

describe('log of edits', () => {
  it('undoes and redoes edits in their order', () => {
    const log = edited(edited(newLog('a'), name('one'), 'b'), name('two'), 'c');
    assert.equal(undone(log).present, 'b');
    assert.equal(undone(undone(log)).present, 'a');
    assert.equal(redone(undone(log)).present, 'c');
    assert.deepEqual(redone(redone(undone(undone(log)))), log);
  });
  it('keeps standing at both ends', () => {
    const log = newLog('a');
    assert.equal(undone(log), log);
    assert.equal(redone(log), log);
  });
  it('forgets what could be done again when something else is done', () => {
    const log = edited(undone(edited(newLog('a'), name('one'), 'b')), name('two'), 'c');
    assert.deepEqual(log.future, []);
    assert.equal(undone(log).present, 'a');
  });
  it('takes typing in one field as one edit', () => {
    const typed = ['x', 'xy', 'xyz'].reduce(
      (log, text) => edited(log, name('title'), text, true),
      newLog(''),
    );
    assert.equal(typed.past.length, 1);
    assert.equal(undone(typed).present, '');
  });
  it('keeps far more than fifty edits', () => {
    let log = newLog(0);
    for (let index = 1; index <= mostEdits + 10; index += 1) log = edited(log, name(`${index}`), index);
    assert.equal(log.past.length, mostEdits);
    assert.ok(mostEdits >= 50);
  });
});
