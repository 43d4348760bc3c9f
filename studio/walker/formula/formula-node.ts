/** A formula as a tree. */
export type FormulaNode =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'field'; readonly fid: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly FormulaNode[] }
  | {
      readonly kind: 'case';
      readonly branches: readonly { readonly when: FormulaNode; readonly result: FormulaNode }[];
      readonly otherwise: FormulaNode;
    };
