import {
  type FieldCondition,
  type FilterNode,
  fieldCategories,
  filterNodeSchema,
  type SegmentCondition,
} from '@millstream/studio/spec';

/** Conditions that all must hold, as values of `f=`; a tree is one value of `ft=` (JSON). */
export interface FilterWords {
  readonly f: readonly string[];
  readonly ft: string | null;
}

const encode = (text: string) => encodeURIComponent(text).replaceAll('.', '%2E');
const categoryPattern = fieldCategories.join('|');

function conditionToText(node: FieldCondition | SegmentCondition): string {
  if ('segment' in node) return `segment:${node.operator}:${node.segment.map(encode).join(',')}`;
  const { category, name, type } = node.field;
  const values = (node.value ?? []).map((value) => encode(String(value))).join(',');
  return `${category}.${encode(name)}.${type}:${node.operator}:${values}`;
}

function conditionFromText(text: string): unknown {
  const [, subject = '', operator = '', list = ''] = text.match(/^([^:]*):([^:]*):(.*)$/s) ?? [];
  const values = list === '' ? [] : list.split(',').map(decodeURIComponent);
  if (subject === 'segment') return { segment: values, operator };
  const field = subject.match(new RegExp(`^(${categoryPattern})\\.([^.]*)\\.([a-z]+)$`));
  if (field === null) return null;
  const [, category, name = '', type = ''] = field;
  const isNumber = type !== 'string' && type !== 'boolean';
  return {
    field: { category, name: decodeURIComponent(name), type },
    operator,
    ...(values.length === 0 ? {} : { value: isNumber ? values.map(Number) : values }),
  };
}

/** A filter as words of the address. */
export function filterToWords(filter: FilterNode | null): FilterWords {
  if (filter === null) return { f: [], ft: null };
  if (!('op' in filter)) return { f: [conditionToText(filter)], ft: null };
  const leaves = filter.children.flatMap((child) => ('op' in child ? [] : [child]));
  if (filter.op === 'and' && leaves.length === filter.children.length)
    return { f: leaves.map(conditionToText), ft: null };
  return { f: [], ft: JSON.stringify(filter) };
}

/** The filter of the address's words; what is no condition is left out and counted in `dropped`. */
export function filterFromWords(words: FilterWords): {
  readonly filter: FilterNode | null;
  readonly dropped: number;
} {
  const read = (value: () => unknown): FilterNode | null => {
    try {
      const result = filterNodeSchema.safeParse(value());
      return result.success ? result.data : null;
    } catch {
      // Not JSON, or no percent-encoding.
      return null;
    }
  };
  const { ft } = words;
  if (ft !== null) {
    const tree = read(() => JSON.parse(ft));
    return { filter: tree, dropped: tree === null ? 1 : 0 };
  }
  const known = words.f
    .map((text) => read(() => conditionFromText(text)))
    .filter((node): node is FilterNode => node !== null);
  const [only] = known;
  const filter =
    known.length === 1
      ? (only ?? null)
      : known.length === 0
        ? null
        : ({ op: 'and', children: known } as const);
  return { filter, dropped: words.f.length - known.length };
}
