import { formulaFields } from './formula/parse-formula.ts';
import type { WalkerExpression, WalkerStep } from './walker-request.ts';

function fieldsOfExpression({ params }: WalkerExpression): readonly string[] {
  return params.flatMap(({ type, value }) => {
    if (type === 'field' && typeof value === 'string') return [value];
    if (type === 'sql' && typeof value === 'string') return formulaFields(value);
    return [];
  });
}

/** Fields that a workflow reads from its data set: everything it names that no earlier step of it makes. */
export function wantedFields(workflow: readonly WalkerStep[]): readonly string[] {
  const made = new Set<string>();
  const wanted = new Set<string>();
  const read = (fid: string) => {
    if (!made.has(fid)) wanted.add(fid);
  };
  for (const step of workflow) {
    switch (step.type) {
      case 'filter':
        for (const { fid } of step.filters) read(fid);
        break;
      case 'transform':
        for (const { key, expression } of step.transform) {
          for (const fid of fieldsOfExpression(expression)) read(fid);
          made.add(key);
        }
        break;
      case 'view':
        for (const query of step.query) readQuery(query, { read, made });
        break;
      case 'sort':
        for (const fid of step.by) read(fid);
        break;
    }
  }
  return [...wanted];
}

function readQuery(
  query: Extract<WalkerStep, { type: 'view' }>['query'][number],
  { read, made }: { readonly read: (fid: string) => void; readonly made: Set<string> },
): void {
  switch (query.op) {
    case 'aggregate':
      for (const fid of query.groupBy) read(fid);
      for (const { field, agg, asFieldKey } of query.measures) {
        // A count of rows may name any field, also none.
        if (agg === 'expr') for (const fid of formulaFields(field)) read(fid);
        else if (agg !== 'count') read(field);
        made.add(asFieldKey);
      }
      break;
    case 'fold':
      for (const fid of query.foldBy) read(fid);
      made.add(query.newFoldKeyCol);
      made.add(query.newFoldValueCol);
      break;
    case 'bin':
      read(query.binBy);
      made.add(query.newBinCol);
      break;
    case 'raw':
      for (const fid of query.fields) read(fid);
      break;
  }
}
