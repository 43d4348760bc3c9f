/** What the shop sells. */
export interface Tea {
  readonly id: string;
  readonly name: string;
  readonly price: number;
}

export const teas: readonly Tea[] = [
  { id: 'tea-1', name: 'Assam', price: 7.5 },
  { id: 'tea-2', name: 'Longjing', price: 12 },
];
