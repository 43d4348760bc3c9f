import { useCallback, useMemo, useState } from 'react';

/** Named edits of one value, newest last, and how to go back and forth. */
export interface EditHistory<T> {
  readonly value: T;
  /** Name of the edit that Undo takes back; null when there is none. */
  readonly undoName: string | null;
  /** Name of the edit that Redo makes again; null when there is none. */
  readonly redoName: string | null;
  /** Makes an edit. Edits of the same name right after each other (typing in one field) are one step. */
  edit(name: string, next: T): void;
  undo(): void;
  redo(): void;
  /** Begins anew with a value that nobody edited. */
  reset(value: T): void;
}

interface Step<T> {
  readonly name: string;
  readonly before: T;
}

interface State<T> {
  readonly value: T;
  readonly done: readonly Step<T>[];
  /** What was taken back; its `before` is the value that redoing brings. */
  readonly undone: readonly Step<T>[];
}

/** Steps that can be taken back. */
const mostSteps = 100;

/** Keeps a value with its named edits. */
export function useEditHistory<T>(first: T): EditHistory<T> {
  const [state, setState] = useState<State<T>>({ value: first, done: [], undone: [] });
  const edit = useCallback((name: string, next: T) => {
    setState(({ value, done }) => {
      const isSame = done.at(-1)?.name === name;
      const steps = isSame ? done : [...done.slice(1 - mostSteps), { name, before: value }];
      return { value: next, done: steps, undone: [] };
    });
  }, []);
  const undo = useCallback(() => {
    setState((current) => {
      const step = current.done.at(-1);
      if (step === undefined) return current;
      const undone = [...current.undone, { name: step.name, before: current.value }];
      return { value: step.before, done: current.done.slice(0, -1), undone };
    });
  }, []);
  const redo = useCallback(() => {
    setState((current) => {
      const step = current.undone.at(-1);
      if (step === undefined) return current;
      const done = [...current.done, { name: step.name, before: current.value }];
      return { value: step.before, done, undone: current.undone.slice(0, -1) };
    });
  }, []);
  const reset = useCallback((value: T) => setState({ value, done: [], undone: [] }), []);
  return useMemo(
    () => ({
      value: state.value,
      undoName: state.done.at(-1)?.name ?? null,
      redoName: state.undone.at(-1)?.name ?? null,
      edit,
      undo,
      redo,
      reset,
    }),
    [state, edit, undo, redo, reset],
  );
}
