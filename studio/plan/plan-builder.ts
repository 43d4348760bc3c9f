import type { Column, Expression, Order, ValueKind } from './expression.ts';
import type { Join, NamedExpression, Plan, Relation, Select, Sequences, Step } from './relation.ts';
import type { RowSource } from './row-source.ts';
import type { EventSource, MemberSource, UserSource } from './source.ts';

/** A step of a plan under construction: its columns, ready to be read by later steps. */
export class StepRef {
  readonly name: string;
  readonly columns: ReadonlyMap<string, ValueKind>;

  constructor(name: string, columns: ReadonlyMap<string, ValueKind>) {
    this.name = name;
    this.columns = columns;
  }

  /** The step in scope under an alias (default: its name). */
  as(alias: string = this.name): Scope {
    return new Scope(this, alias);
  }
}

/** A step in the scope of a select. */
export class Scope {
  readonly step: StepRef;
  readonly alias: string;

  constructor(step: StepRef, alias: string) {
    this.step = step;
    this.alias = alias;
  }

  /** A column of the step. Throws for a name that it does not have: a bug in a planner. */
  col(name: string): Column {
    const type = this.step.columns.get(name);
    if (type === undefined) throw new Error(`step ${this.step.name} has no column ${name}`);
    return Object.freeze({ kind: 'column', of: this.alias, name, type });
  }

  /** Several columns under their own names. */
  cols(...names: readonly string[]): Record<string, Column> {
    return Object.fromEntries(names.map((name) => [name, this.col(name)]));
  }

  /** All columns under their own names. */
  all(): Record<string, Column> {
    return this.cols(...this.step.columns.keys());
  }
}

/** A select, with columns as an object in output order. */
export interface SelectOptions {
  readonly from: Scope;
  readonly joins?: readonly { readonly type: Join['type']; readonly to: Scope; readonly on: Expression }[];
  readonly columns: Readonly<Record<string, Expression>>;
  readonly where?: Expression;
  /** Names of output columns whose expressions are the group, or expressions. Empty = one row in all. */
  readonly groupBy?: readonly (string | Expression)[];
  readonly having?: Expression;
  readonly distinct?: boolean;
  readonly orderBy?: readonly (Expression | Order)[];
  readonly limit?: number;
}

/** Builds a plan step by step. Step names must be unique; `build` freezes the result. */
export class PlanBuilder {
  readonly #steps: Step[] = [];
  readonly #names = new Set<string>();
  #inlineCount = 0;

  /** Adds a source of rows. */
  source(name: string, relation: EventSource | UserSource | RowSource): StepRef {
    return this.#add(name, relation, new Map(relation.columns.map(({ as, type }) => [as, type])));
  }

  /** Adds the members of segments: `segment_id`, `user_pseudo_id`. */
  members(name: string, relation: MemberSource): StepRef {
    return this.#add(
      name,
      relation,
      new Map<string, ValueKind>([
        ['segment_id', 'text'],
        ['user_pseudo_id', 'text'],
      ]),
    );
  }

  /** Adds a select. */
  select(name: string, options: SelectOptions): StepRef {
    const select = toSelect(options);
    return this.#add(name, select, typesOf(select.columns));
  }

  /** Adds all rows of several selects; the first one names the columns. */
  union(name: string, inputs: readonly SelectOptions[]): StepRef {
    const selects = inputs.map(toSelect);
    return this.#add(name, { kind: 'union', inputs: selects }, typesOf(selects[0]?.columns ?? []));
  }

  /** Adds constant rows. */
  values(
    name: string,
    columns: Readonly<Record<string, ValueKind>>,
    rows: readonly (readonly (string | number | boolean | null)[])[],
  ): StepRef {
    const list = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
    return this.#add(name, { kind: 'values', columns: list, rows }, new Map(Object.entries(columns)));
  }

  /** Adds the sequences of labels of a step's groups. */
  sequences(name: string, from: StepRef, options: Omit<Sequences, 'kind' | 'step'>): StepRef {
    const group = options.groupBy.map((column) => [column, from.as().col(column).type] as const);
    const places = sequenceColumns(options.length).map((column) => [column, 'integer'] as const);
    return this.#add(
      name,
      { kind: 'sequences', step: from.name, ...options },
      new Map<string, ValueKind>([...group, ...places]),
    );
  }

  /** Says that each reader of the steps added so far needs only some of their rows (see `Step.inline`). */
  inlineSoFar(): void {
    this.#inlineCount = this.#steps.length;
  }

  /** The finished plan; its answer is the last step. */
  build(purpose: string): Plan {
    const steps = this.#steps.map((step, index) =>
      index < this.#inlineCount ? Object.freeze({ ...step, inline: true }) : step,
    );
    return Object.freeze({ purpose, steps: Object.freeze(steps) });
  }

  #add(name: string, relation: Relation, columns: ReadonlyMap<string, ValueKind>): StepRef {
    if (this.#names.has(name)) throw new Error(`there are two steps ${name}`);
    this.#names.add(name);
    this.#steps.push(Object.freeze({ name, relation: Object.freeze(relation) }));
    return new StepRef(name, columns);
  }
}

/** Columns of the labels of a sequence. */
export function sequenceColumns(length: number): readonly string[] {
  return Array.from({ length }, (_, index) => `p${index + 1}`);
}

function typesOf(columns: readonly NamedExpression[]): ReadonlyMap<string, ValueKind> {
  return new Map(columns.map(({ name, expression }) => [name, expression.type]));
}

function toSelect(options: SelectOptions): Select {
  const {
    from,
    joins = [],
    columns,
    where,
    groupBy,
    having,
    distinct = false,
    orderBy = [],
    limit,
  } = options;
  const expressionOf = (key: string | Expression): Expression => {
    if (typeof key !== 'string') return key;
    const expression = columns[key];
    if (expression === undefined) throw new Error(`groupBy names no column: ${key}`);
    return expression;
  };
  return Object.freeze({
    kind: 'select',
    columns: Object.entries(columns).map(([name, expression]) => ({ name, expression })),
    from: { step: from.step.name, alias: from.alias },
    joins: joins.map(({ type, to, on }) => ({ type, on, step: to.step.name, alias: to.alias })),
    ...(where === undefined ? {} : { where }),
    ...(groupBy === undefined ? {} : { groupBy: groupBy.map(expressionOf) }),
    ...(having === undefined ? {} : { having }),
    distinct,
    orderBy: orderBy.map((key) => ('by' in key ? key : { by: key })),
    ...(limit === undefined ? {} : { limit }),
  });
}
