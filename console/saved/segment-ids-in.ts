/**
 * Ids of segments that a JSON value names anywhere: `segment: [id, …]` in filters, `segmentId: id` in conditions, and a
 * breakdown by the field `{ category: 'segment', name: id }`.
 */
export function segmentIdsIn(value: unknown): ReadonlySet<string> {
  const ids = new Set<string>();
  // A stack of our own: what people send may be nested deeper than calls can be.
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (Array.isArray(next)) {
      for (const entry of next) open.push(entry);
    } else if (typeof next === 'object' && next !== null) {
      collect(next, ids);
      for (const entry of Object.values(next)) open.push(entry);
    }
  }
  return ids;
}

function collect(node: object, ids: Set<string>): void {
  if ('segmentId' in node && typeof node.segmentId === 'string') ids.add(node.segmentId);
  if ('segment' in node && Array.isArray(node.segment)) {
    for (const id of node.segment) if (typeof id === 'string') ids.add(id);
  }
  if ('category' in node && node.category === 'segment' && 'name' in node && typeof node.name === 'string') {
    ids.add(node.name);
  }
}
