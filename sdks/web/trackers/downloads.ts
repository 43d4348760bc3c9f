import { listen, type Tracker } from '../host.ts';
import { cutText } from './cut-text.ts';
import { elementsOf, isLink } from './event-path.ts';

const fileName =
  /[^/]+\.(pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|tsv|epub|zip|rar|7z|t?gz|tar|bz2|xz|exe|msi|dmg|pkg|deb|rpm|apk|ipa|iso|jar|mp[34]|m4[av]|wav|ogg|flac|avi|mov|mkv|webm|wmv|mpe?g)$/i;

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** `file_download` on links to files, by their ending or the link's `download`. */
export const trackDownloads: Tracker = (host) =>
  listen(host, document, ['click'], (event) => {
    if (!host.configuration.isTrackDownloadEvents) return;
    const link = elementsOf(event).find(isLink);
    if (!link) return;
    const { protocol, pathname, href } = new URL(link.getAttribute('href') ?? '', document.baseURI);
    const isAddress = /^https?:$/.test(protocol);
    const named = link.getAttribute('download');
    const found = isAddress ? fileName.exec(pathname)?.[0] : undefined;
    if (named === null && !found) return;
    const name = named || decoded(found ?? (isAddress ? pathname.replace(/.*\//, '') : ''));
    host.client.recordPreset('file_download', {
      file_name: cutText(name),
      file_extension: cutText(/\.(\w+)$/.exec(name)?.[1]?.toLowerCase()),
      // Addresses of other kinds may hold the file itself.
      link_url: isAddress ? cutText(href) : undefined,
    });
  });
