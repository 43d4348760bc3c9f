import { useApi } from '../../api/use-api.ts';
import { useScope } from '../../scope/scope.ts';

interface DetailsPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** One attribute of a user. */
export interface UserAttribute {
  readonly category: 'user' | 'user_outer';
  readonly name: string;
  readonly value: string;
  /** When it was set, epoch ms; null for preset ones. */
  readonly setAtMs: number | null;
}

/** Columns that say who the row is, not what is known of them. */
const identity = new Set(['user_pseudo_id', 'last_active', 'user_id', 'user_properties_json_str']);

function customAttributes(json: string | number | null | undefined): readonly UserAttribute[] {
  if (typeof json !== 'string') return [];
  try {
    const parsed = JSON.parse(json) as Record<
      string,
      { readonly value?: unknown; readonly set_time_msec?: unknown }
    >;
    return Object.entries(parsed).map(([name, { value, set_time_msec: setAt }]) => ({
      category: 'user',
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value ?? null),
      setAtMs: typeof setAt === 'number' ? setAt : null,
    }));
  } catch {
    // What the warehouse holds is no JSON: shown as it is.
    return [{ category: 'user', name: 'user_properties', value: json, setAtMs: null }];
  }
}

/** Attributes of a user's row as the details table gives it: custom ones first. */
export function attributesOf({ columns, rows }: DetailsPage): readonly UserAttribute[] {
  const [row] = rows;
  if (row === undefined) return [];
  const preset = columns.flatMap((name, index): readonly UserAttribute[] => {
    const value = row[index] ?? null;
    if (identity.has(name) || value === null || value === '') return [];
    return [{ category: 'user_outer', name, value: String(value), setAtMs: null }];
  });
  return [...customAttributes(row[columns.indexOf('user_properties_json_str')]), ...preset];
}

/** What is known of the user of a device. */
export function useUserAttributes(userPseudoId: string | undefined) {
  const scope = useScope();
  return useApi<DetailsPage>(
    userPseudoId === undefined
      ? null
      : {
          path: '/studio/dashboard/details',
          body: {
            ...scope,
            table: 'users',
            userPseudoId,
            limit: 1,
            time: { type: 'relative', lastN: 10, unit: 'year' },
          },
        },
    { staleMs: 60_000 },
  );
}
