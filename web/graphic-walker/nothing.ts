// Stands in for style sheets that would be applied to the whole page.
export {};
