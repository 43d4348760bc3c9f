import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { loadAgentRules } from '../enrichments/user-agent/rule-file.ts';
import { createAgentParser } from '../enrichments/user-agent/user-agent-parser.ts';
import { agentCorpus } from './ua-corpus.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const python = join(root, '.cache', 'ua-oracle-1.0.1', 'bin', 'python');
const folder = mkdtempSync(join(tmpdir(), 'ua-oracle-'));
after(() => rmSync(folder, { recursive: true }));

function oracleAnswers(agents: readonly string[]): unknown[] {
  const rules = parse(readFileSync(fileURLToPath(import.meta.resolve('uap-core/regexes.yaml')), 'utf8'));
  const rulesFile = join(folder, 'rules.json');
  writeFileSync(rulesFile, JSON.stringify(rules));
  const script = fileURLToPath(new URL('./ua-oracle.py', import.meta.url));
  const run = spawnSync(python, [script, rulesFile], {
    input: JSON.stringify(agents),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  assert.equal(run.status, 0, `${run.error ?? ''}${run.stderr}`);
  return JSON.parse(run.stdout);
}

describe('user agents against the ua-parser of PyPI over the same rules', () => {
  it('says the same of every user agent of the corpus', () => {
    const agents = agentCorpus(loadAgentRules());
    assert.ok(agents.length >= 500, `${agents.length} user agents`);
    const parseAgent = createAgentParser();
    const ours = agents.map((agent) => {
      const { browser, os, device } = parseAgent(agent);
      return { browser: Object.values(browser), os: Object.values(os), device: device.family };
    });
    const theirs = oracleAnswers(agents);
    const different = agents.flatMap((agent, index) =>
      JSON.stringify(ours[index]) === JSON.stringify(theirs[index])
        ? []
        : [{ agent, ours: ours[index], theirs: theirs[index] }],
    );
    assert.deepEqual(different, []);
  });
});
