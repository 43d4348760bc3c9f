package io.millstream.analytics

/**
 * Where an app feeds what its store tells about the installation; the SDK itself depends on no store.
 * Asked once, at the first open; the answer becomes attributes of `_first_open`.
 */
public fun interface ClickstreamInstallReferrer {
    /**
     * Blocks at most a few seconds (called on a worker). Gives a referrer text such as
     * `utm_source=google-play&utm_medium=organic`, or null.
     */
    public fun installReferrer(): String?
}
