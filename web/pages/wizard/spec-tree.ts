/** A pipeline while it is edited: any value may be wrong until the server has checked it. */
export type SpecTree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is SpecTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a place with dots; undefined when there is none. */
export function valueAt(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (isTree(at) ? at[name] : undefined), tree);
}

/** A copy of the tree with another value at a place with dots. */
export function withValueAt(tree: SpecTree, path: string, value: unknown): SpecTree {
  const [name = '', ...rest] = path.split('.');
  const below = tree[name];
  const next = rest.length === 0 ? value : withValueAt(isTree(below) ? below : {}, rest.join('.'), value);
  return { ...tree, [name]: next };
}

/** Whether two values are the same as JSON. */
export function isSameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
