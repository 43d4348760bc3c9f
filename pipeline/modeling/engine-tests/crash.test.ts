import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { activityDifferenceSql } from '../test-support/activity-difference.ts';
import { numberedFile, rowsPerFile } from '../test-support/load-until-killed.ts';
import { asSet, eventsSql, sessionsSql, usersSql } from '../test-support/model-rows.ts';
import { naiveSessions, naiveUsers, survivors } from '../test-support/naive-model.ts';
import { scratchWarehouse } from '../test-support/scratch-warehouse.ts';
import { seededRandom } from '../test-support/staged-shop.ts';

const script = fileURLToPath(new URL('../test-support/load-until-killed.ts', import.meta.url));
const kills = 8;

/** Runs the loading process until it has told some loads, then kills it at a random moment; answers with its last word. */
async function killDuringLoad(folder: string, first: number, random: () => number): Promise<number> {
  const child = spawn(process.execPath, [script, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const loads = 1 + Math.floor(random() * 5);
  let last = first - 1;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    last = Number(line);
    // Loads and flushes take tens of milliseconds; the kill falls into any part of the next ones.
    if (last === first + loads - 1) setTimeout(() => child.kill('SIGKILL'), random() * 120);
  });
  await once(child, 'close');
  return last;
}

it('holds all of a batch or nothing after every kill, and nothing twice', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'millstream-crash-'));
  const random = seededRandom(7);
  let next = 1;
  for (let kill = 0; kill < kills; kill += 1) {
    const told = await killDuringLoad(folder, next, random);
    await using scratch = await scratchWarehouse({ folder });
    const names = Array.from({ length: told + 3 }, (_, index) => `file-${index + 1}`);
    const done = await scratch.warehouse.doneFiles(names);
    // What was told is there; one more load may have been committed before it could be told.
    assert.ok(done.size === told || done.size === told + 1, `${done.size} of ${told}`);
    const files = Array.from({ length: done.size }, (_, index) => numberedFile(index + 1));
    const events = files.flatMap((file) => file.events);
    assert.equal(events.length, done.size * rowsPerFile);
    for (const app of ['web', 'mobile']) {
      const own = events.filter((event) => event.app_id === app);
      const kept = survivors(own).map(({ event_id, rid, is_bot }) => ({ event_id, rid, is_bot }));
      assert.deepEqual(asSet(await scratch.rows(eventsSql(app))), asSet(kept));
      assert.deepEqual(asSet(await scratch.rows(usersSql(app))), asSet(naiveUsers(own)));
      assert.deepEqual(asSet(await scratch.rows(sessionsSql(app))), asSet(naiveSessions(own)));
    }
    assert.deepEqual(await scratch.rows(activityDifferenceSql), [{ missing: 0, superfluous: 0 }]);
    assert.equal((await scratch.warehouse.ledger()).balanced, true);
    next = done.size + 1;
  }
  await rm(folder, { recursive: true, force: true });
});
