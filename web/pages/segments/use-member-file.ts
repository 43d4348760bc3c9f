import { useCallback, useState } from 'react';
import { asApiError } from '../../api/api-error.ts';
import { callApi } from '../../api/call-api.ts';
import type { Scope } from '../../scope/scope.ts';
import { type ImportOutcome, segmentPath, segmentsPath } from './segment-api.ts';

/** A file of members before and while it is imported. */
export interface MemberFile {
  readonly file: File | null;
  readonly isChecking: boolean;
  /** Null until the ids were looked up. */
  readonly found: ImportOutcome | null;
  readonly error: unknown;
  choose(file: File | null): void;
  /** Looks the ids up again. */
  check(): void;
  /** Imports into the segment, or a new one of this name. */
  importInto(name: string): Promise<{ readonly id: string; readonly users: number }>;
}

/** Chooses, tries and imports a file of members. */
export function useMemberFile({ projectId, appId }: Scope, into: string | null): MemberFile {
  const [file, setFile] = useState<File | null>(null);
  const [isChecking, setChecking] = useState(false);
  const [found, setFound] = useState<ImportOutcome | null>(null);
  const [error, setError] = useState<unknown>(null);
  const look = useCallback(
    async (chosen: File) => {
      setChecking(true);
      setError(null);
      setFound(null);
      try {
        const path = `${segmentsPath(appId)}/members-trial`;
        setFound(await callApi<ImportOutcome>({ path, body: chosen }));
      } catch (problem) {
        setError(asApiError(problem));
      } finally {
        setChecking(false);
      }
    },
    [appId],
  );
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setFound(null);
    setError(null);
    if (chosen !== null) void look(chosen);
  };
  const importInto = async (name: string) => {
    if (file === null) throw new Error('no file was chosen');
    const spec = { version: 1, name, projectId, appId, refresh: { type: 'manual' }, imported: true };
    const id =
      into ??
      (await callApi<{ readonly id: string }>({ path: segmentsPath(appId), body: { body: spec } })).id;
    const run = await callApi<{ readonly users: number | null }>({
      path: `${segmentPath(appId, id)}/members`,
      body: file,
    });
    return { id, users: run.users ?? 0 };
  };
  return {
    file,
    isChecking,
    found,
    error,
    choose,
    check: () => file !== null && void look(file),
    importInto,
  };
}
