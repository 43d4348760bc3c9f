// Serves the demo shop. Usage: node serve.mjs --collect http://127.0.0.1:8080 [--app-id web] [--port 3000]
// --collect is the collector without its path: the shop's pages load the script from there.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'shop');

/** Title and script of each page. */
const pages = {
  '/': { title: 'Hillside Tea', script: 'catalogue.js' },
  '/product': { title: 'Tea – Hillside Tea', script: 'product.js' },
  '/cart': { title: 'Cart – Hillside Tea', script: 'cart-page.js' },
  '/checkout': { title: 'Checkout – Hillside Tea', script: 'checkout.js' },
  '/thanks': { title: 'Thank you – Hillside Tea', script: 'thanks.js' },
};
const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/** What the app page of the console tells to paste. */
const pasted = ({ collect, appId }) => `<script>
  window.millstream ??= { q: [] };
  for (const name of ['track', 'record', 'setUserId', 'setUserAttributes',
    'setGlobalAttributes', 'deleteGlobalAttributes', 'setConsent',
    'optOut', 'disable', 'enable', 'updateConfigure'])
    millstream[name] ??= (...args) => {
      if (millstream.q.length < 500 || /Consent|optOut/.test(name))
        millstream.q.push([Date.now(), name, ...args]);
    };
</script>
<script async src="${collect}/millstream.js" data-app-id="${appId}"></script>`;

const pageText = ({ title, script }, options) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/shop.css">
${pasted(options)}
</head>
<body>
<main></main>
<script type="module" src="/frame.js"></script>
<script type="module" src="/${script}"></script>
</body>
</html>
`;

async function answer(path, options) {
  const page = pages[path];
  if (page !== undefined) return { type: 'text/html; charset=utf-8', body: pageText(page, options) };
  const [, name, ending] = /^\/([a-z-]+\.(js|css))$/.exec(path) ?? [];
  if (name === undefined) return null;
  return { type: types[ending], body: await readFile(join(folder, name)) };
}

/** Starts the shop. @param options `collect` without a slash at the end, `appId`, `port` (0 = any free one) */
export function serveShop(options) {
  const server = createServer((request, response) => {
    answer(request.url.split('?', 1)[0], options)
      .then((found) => {
        if (found === null) response.writeHead(404).end();
        else
          response
            .writeHead(200, { 'content-type': found.type, 'cache-control': 'no-cache' })
            .end(found.body);
      })
      .catch(() => response.writeHead(404).end());
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => resolve(server));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      collect: { type: 'string', default: 'http://127.0.0.1:8080' },
      'app-id': { type: 'string', default: 'web' },
      port: { type: 'string', default: '3000' },
    },
  });
  const collect = values.collect.replace(/\/$/, '');
  const server = await serveShop({ collect, appId: values['app-id'], port: Number(values.port) });
  console.log(`The shop is open: http://127.0.0.1:${server.address().port}`);
}
