/** A field in which the web SDK differs from the retired solution's client on purpose. */
export interface Difference {
  /** Path in the event. */
  readonly field: string;
  /** Events it shows on; all where none are named. */
  readonly events?: readonly string[];
  /** Sentence for the guide of those who move. */
  readonly why: string;
}

/** Everything that differs on the same visit. What is not listed here is the same, value by value. */
export const differences: readonly Difference[] = [
  { field: 'sdk_name', why: 'Each client names itself.' },
  { field: 'sdk_version', why: 'Each client has its own releases.' },
  {
    field: 'attributes._traffic_source_source',
    why: 'Campaign parameters of the landing address are read by the client too, for all events of that page.',
  },
  { field: 'attributes._traffic_source_medium', why: 'As above.' },
  { field: 'attributes._traffic_source_clid', why: 'As above: the click id of the ad.' },
  { field: 'attributes._traffic_source_clid_platform', why: 'As above: whose click id it is.' },
  {
    field: 'attributes._page_referrer',
    events: ['_page_view'],
    why: 'The first page view names the page that led to the site; the retired client leaves it empty.',
  },
  {
    field: 'attributes._page_title',
    events: ['_page_view', '_search'],
    why: 'The title is read after the script that moved the page has ended, so it is that of the new page.',
  },
  {
    field: 'attributes._page_referrer_title',
    events: ['_page_view'],
    why: 'Follows from the title: the page before is named by its own title.',
  },
  {
    field: 'attributes._page_url',
    events: ['_user_engagement'],
    why: 'Engagement names the page where it was spent, not the one that comes next.',
  },
  {
    field: 'attributes._outbound',
    events: ['_click'],
    why: 'Hosts are compared without their ports, so a link to the own host is none that leads away.',
  },
  {
    field: 'attributes.plan',
    events: ['seen'],
    why: 'An attribute of the event wins over a global one of the same name.',
  },
  {
    field: 'attributes._error_message',
    events: ['_clickstream_error', 'long'],
    why: 'Words of the message; the codes are the same.',
  },
];
