import type { Dialect, EngineName } from './dialect.ts';
import { duckdbDialect } from './duckdb/duckdb-dialect.ts';
import { redshiftDialect } from './redshift/redshift-dialect.ts';
import { trinoDialect } from './trino/trino-dialect.ts';

const dialects: Readonly<Record<EngineName, Dialect>> = {
  duckdb: duckdbDialect,
  trino: trinoDialect,
  redshift: redshiftDialect,
};

/** The dialect of an engine. */
export function dialectNamed(name: EngineName): Dialect {
  return dialects[name];
}
