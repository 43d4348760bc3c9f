package io.millstream.analytics

/** Gets the token of a guarded collector for each request; called on a worker, may block, and is interrupted with the request after 15 s. */
public fun interface ClickstreamTokenProvider {
    /** Sent as `Authorization: Bearer`; null sends none. A throw counts as a failed request, and is tried again later. */
    public fun token(): String?
}
