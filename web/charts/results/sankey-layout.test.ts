import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PathChart, PathChartNode } from '@millstream/studio/spec';
import { joinedLabel, layOutSankey, trajectoryOf } from './sankey-layout.ts';

function node(label: string, step: number, value: number, lost: number | null = 0): PathChartNode {
  return { id: `${label}_${step}`, step, label, value, in: value, out: value - (lost ?? 0), lost };
}
const link = (source: string, target: string, value: number, isExit = false) => ({
  source,
  target,
  value,
  isExit,
});

// Start -> A (60) or B (39.5); A and B -> C; one in two hundred goes to X.
const chart: PathChart = {
  nodes: [
    node('S', 1, 200, 10),
    node('A', 2, 120, 20),
    node('B', 2, 69),
    node('X', 2, 1),
    node('C', 3, 160, null),
  ],
  links: [
    link('S_1', 'A_2', 120),
    link('S_1', 'B_2', 69),
    link('S_1', 'X_2', 1),
    link('S_1', 'lost_2', 10, true),
    link('A_2', 'C_3', 100),
    link('A_2', 'lost_3', 20, true),
    link('B_2', 'C_3', 60),
  ],
  topPaths: [],
};
const size = { stepWidth: 200, plotHeight: 400 };

describe('layout of a path', () => {
  it('draws heights by value, exits never as nodes', () => {
    const { nodes, steps } = layOutSankey(chart, size);
    assert.equal(steps, 3);
    assert.deepEqual(nodes.map(({ id }) => id).sort(), ['A_2', 'B_2', 'C_3', 'S_1', 'X_2']);
    assert.equal(nodes.find(({ id }) => id === 'A_2')?.height, 240);
    assert.equal(nodes.find(({ id }) => id === 'S_1')?.lost, 10);
  });
  it('leaves out links below one percent of the start until they are wanted', () => {
    const links = (smallPaths: boolean) =>
      layOutSankey(chart, { ...size, smallPaths }).links.map(({ target }) => target.id);
    assert.ok(!links(false).includes('X_2'));
    assert.ok(links(true).includes('X_2'));
  });
  it('lets no node of a step lie over another', () => {
    const { nodes } = layOutSankey(chart, size);
    const second = nodes.filter(({ step }) => step === 2).sort((a, b) => a.y - b.y);
    second.forEach((one, index) => {
      const next = second[index + 1];
      assert.ok(next === undefined || one.y + one.height < next.y);
    });
  });
  it('joins what is beyond the drawn nodes, and adds its links up', () => {
    const many: PathChart = {
      nodes: [node('S', 1, 100), ...Array.from({ length: 20 }, (_, index) => node(`n${index}`, 2, 5, null))],
      links: Array.from({ length: 20 }, (_, index) => link('S_1', `n${index}_2`, 5)),
      topPaths: [],
    };
    const { nodes, links, joined } = layOutSankey(many, { ...size, mostNodes: 12 });
    assert.equal(nodes.filter(({ step }) => step === 2).length, 12);
    assert.equal(joined, 9);
    const rest = nodes.find(({ label }) => label === joinedLabel);
    assert.equal(rest?.value, 45);
    assert.equal(rest?.isJoined, true);
    assert.equal(links.find(({ target }) => target === rest)?.value, 45);
  });
  it('lights every way through a node, and only these', () => {
    const lit = trajectoryOf(layOutSankey(chart, size), 'B_2');
    assert.deepEqual([...lit].filter((id) => !id.includes('\n')).sort(), ['B_2', 'C_3', 'S_1']);
  });
});
