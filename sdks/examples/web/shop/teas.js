/** What the shop sells. Prices in euros for 100 g. */
export const teas = [
  {
    id: 'tea-1',
    name: 'Longjing',
    kind: 'green',
    origin: 'Hangzhou, China',
    price: 12,
    hue: 128,
    taste: 'Chestnut and fresh grass.',
    water: 80,
    minutes: 2,
  },
  {
    id: 'tea-2',
    name: 'Tieguanyin',
    kind: 'oolong',
    origin: 'Anxi, China',
    price: 14.5,
    hue: 88,
    taste: 'Orchid, with a long sweet end.',
    water: 95,
    minutes: 1,
  },
  {
    id: 'tea-3',
    name: 'Assam Dikom',
    kind: 'black',
    origin: 'Assam, India',
    price: 7.5,
    hue: 18,
    taste: 'Malt and honey; takes milk.',
    water: 100,
    minutes: 4,
  },
  {
    id: 'tea-4',
    name: 'Sencha',
    kind: 'green',
    origin: 'Uji, Japan',
    price: 11,
    hue: 150,
    taste: 'Sea air and young peas.',
    water: 75,
    minutes: 1,
  },
  {
    id: 'tea-5',
    name: 'Bai Mudan',
    kind: 'white',
    origin: 'Fujian, China',
    price: 9.5,
    hue: 52,
    taste: 'Melon, hay and flowers.',
    water: 85,
    minutes: 4,
  },
  {
    id: 'tea-6',
    name: 'Darjeeling First Flush',
    kind: 'black',
    origin: 'Darjeeling, India',
    price: 16,
    hue: 36,
    taste: 'Muscat grapes and mountain herbs.',
    water: 90,
    minutes: 3,
  },
  {
    id: 'tea-7',
    name: 'Da Hong Pao',
    kind: 'oolong',
    origin: 'Wuyi, China',
    price: 19,
    hue: 8,
    taste: 'Roasted nuts and warm stone.',
    water: 100,
    minutes: 1,
  },
  {
    id: 'tea-8',
    name: 'Rooibos',
    kind: 'herbal',
    origin: 'Cederberg, South Africa',
    price: 5.5,
    hue: 2,
    taste: 'Vanilla and dry wood, no caffeine.',
    water: 100,
    minutes: 6,
  },
];

/** A tea by its id; the first one for an id that nobody knows. */
export const teaOf = (id) => teas.find((tea) => tea.id === id) ?? teas[0];

/** Teas with a word in their name, kind or origin. */
export function search(word) {
  const sought = word.trim().toLowerCase();
  return teas.filter(({ name, kind, origin }) => `${name} ${kind} ${origin}`.toLowerCase().includes(sought));
}

/** A price as it is shown. */
export const euros = (amount) =>
  new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' }).format(amount);
