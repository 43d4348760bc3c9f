module.exports = [
  { id: 'tea-1', name: 'Longjing', brand: 'West Lake', price: 48 },
  { id: 'tea-2', name: 'Tieguanyin', brand: 'Anxi', price: 36 },
];
