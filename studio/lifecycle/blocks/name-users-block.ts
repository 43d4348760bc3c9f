import { aggregate, count, equal, floorDivide, integer, modulo } from '../../plan/expressions.ts';
import type { FactRequest } from '../facts/fact-column.ts';
import type { Block } from './block.ts';

/** The fact that tells which names of events a user's visits have. */
export const nameUsersFact: FactRequest = {
  window: 'range',
  grain: 'visit',
  columns: ['person', 'names'],
};

/** Name of the value with the users of a name's number. */
export const nameUsersValue = (number: number): string => `n${number}`;

/** Users by event name, from the bits that each visit has: one row with a value per number. */
export function nameUsersBlock(numbers: readonly number[]): Block {
  const values = numbers.map(nameUsersValue);
  return {
    id: 'users by name',
    fact: nameUsersFact,
    values,
    plan({ builder, name, fact }) {
      const rows = fact.as('f');
      const users = builder.select(`${name}_users`, {
        from: rows,
        columns: { person: rows.col('person'), names: aggregate('bitOr', [rows.col('names')]) },
        groupBy: ['person'],
      });
      const user = users.as('u');
      const hasBit = (number: number) =>
        equal(modulo(floorDivide(user.col('names'), integer(2 ** number)), integer(2)), integer(1));
      const counted = builder.select(`${name}_counted`, {
        from: user,
        columns: Object.fromEntries(numbers.map((number) => [nameUsersValue(number), count(hasBit(number))])),
        groupBy: [],
      });
      const row = counted.as('c');
      return [{ from: row, values: row.cols(...values) }];
    },
    merge: () => nameUsersBlock(numbers),
  };
}
