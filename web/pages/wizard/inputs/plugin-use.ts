import type { PluginUse } from '../../pipelines/pipeline-types.ts';
import { type SpecTree, valueAt, withValueAt } from '../spec-tree.ts';
import type { PluginEntry } from './plugin-list.ts';

/** Plug-ins that a pipeline names now. */
export function pluginsOf(spec: SpecTree): readonly PluginUse[] {
  const list = valueAt(spec, 'processing.plugins');
  return Array.isArray(list) ? (list as PluginUse[]) : [];
}

/** The pipeline with other steps of processing; plug-ins among them are used in the version that was, else the newest. */
export function pluginsWith(
  spec: SpecTree,
  change: { readonly transformer?: string; readonly enrichments?: readonly string[] },
  named: readonly string[],
  known: readonly PluginEntry[],
): SpecTree {
  let next = spec;
  for (const [name, value] of Object.entries(change)) next = withValueAt(next, `processing.${name}`, value);
  const before = pluginsOf(spec);
  const kept = before.filter(({ name }) => named.includes(name));
  const fresh = known
    .filter(({ name }) => named.includes(name) && !kept.some((one) => one.name === name))
    .flatMap(({ name, versions }) =>
      versions[0] === undefined ? [] : [{ name, version: versions[0].version, config: {} }],
    );
  return withValueAt(next, 'processing.plugins', [...kept, ...fresh]);
}
