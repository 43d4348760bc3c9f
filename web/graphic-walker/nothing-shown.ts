/**
 * Stands in for parts of Graphic Walker that the page does itself: its brush marks rows in the browser, where none are; its
 * window of errors covers what can still be done, while the page tells the problem above the chart.
 */
export default function NothingShown(): null {
  return null;
}
