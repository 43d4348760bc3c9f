const escaped = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Marks text as markup that is safe as it is. */
export const raw = (text) => ({ raw: text });

function shown(value) {
  if (Array.isArray(value)) return value.map(shown).join('');
  return value?.raw ?? String(value).replace(/[&<>"]/g, (sign) => escaped[sign]);
}

/** Markup with values in it, which are text unless they are marked. */
export const html = (strings, ...values) =>
  strings.map((string, index) => string + (index < values.length ? shown(values[index]) : '')).join('');

/** A tin of tea, drawn in its colour. */
export const picture = ({ hue, name }) =>
  raw(html`<svg viewBox="0 0 120 120" role="img" aria-label="${name}" style="--hue: ${hue}">
    <circle cx="60" cy="64" r="50" class="plate"></circle>
    <rect x="34" y="30" width="52" height="66" rx="7" class="tin"></rect>
    <rect x="30" y="22" width="60" height="14" rx="5" class="lid"></rect>
    <path d="M60 82c-14-6-15-22 0-32 15 10 14 26 0 32zm0 0v-26" class="leaf"></path>
  </svg>`);
