import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { loadAgentRules, parseAgentRules } from './rule-file.ts';

describe('the rules of user agents', () => {
  it('are read as a YAML parser reads them', () => {
    const text = readFileSync(fileURLToPath(import.meta.resolve('uap-core/regexes.yaml')), 'utf8');
    assert.deepEqual(loadAgentRules(), parse(text));
  });

  it('may be quoted either way', () => {
    const text =
      "user_agent_parsers:\n  # note\n  - regex: 'it''s'\n    family_replacement: \"a\\\\d\" # b\n";
    assert.deepEqual(parseAgentRules(text).user_agent_parsers, [
      { regex: "it's", family_replacement: 'a\\d' },
    ]);
  });

  it('refuse a line of an unknown shape, by its number', () => {
    assert.throws(() => parseAgentRules('os_parsers:\n  - regex: |\n      a\n'), /line 2/);
  });
});
