import { useWidth } from '../../charts/use-width.ts';
import { type BoardColumns, boardColumns } from './grid-layout.ts';

const usualWidth = 1_000;

/** Element whose width decides the number of columns, and that number. */
export function useBoardColumns() {
  const [ref, width] = useWidth<HTMLDivElement>(usualWidth);
  const columns: BoardColumns = boardColumns(width);
  return { ref, columns };
}
