import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter';

type Token = PropertyFilterProps.Token;
type Values = Readonly<Record<string, string | number>>;

const lower = (value: unknown) => String(value).toLocaleLowerCase();

function compares(value: string | number, token: Token): boolean {
  const { operator } = token;
  const [a, b] = [lower(value), lower(token.value)];
  switch (operator) {
    case ':':
      return a.includes(b);
    case '!:':
      return !a.includes(b);
    case '=':
      return a === b;
    case '!=':
      return a !== b;
    default: {
      const [left, right] = [Number(value), Number(token.value)];
      if (operator === '>') return left > right;
      if (operator === '>=') return left >= right;
      if (operator === '<') return left < right;
      return operator === '<=' && left <= right;
    }
  }
}

function matchesToken(values: Values, token: Token): boolean {
  if (token.propertyKey !== undefined) return compares(values[token.propertyKey] ?? '', token);
  // Text without a column is looked for in all; "not" means in none.
  const all = Object.values(values);
  const isNegative = token.operator.startsWith('!');
  return isNegative
    ? all.every((value) => compares(value, token))
    : all.some((value) => compares(value, token));
}

/** Whether a row's values satisfy a table filter. */
export function matchesQuery(values: Values, query: PropertyFilterProps.Query): boolean {
  const { tokens, operation } = query;
  if (tokens.length === 0) return true;
  return operation === 'or'
    ? tokens.some((token) => matchesToken(values, token))
    : tokens.every((token) => matchesToken(values, token));
}
