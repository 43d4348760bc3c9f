package io.millstream.analytics

/**
 * Settings of an instance. What is not set here comes from the configuration file of the app (`res/raw/millstream.json`
 * or `assets/millstream.json`), then from the defaults. Setters work at run time too, through
 * [ClickstreamAnalytics.getClickStreamConfiguration], except the send interval, the session time-out and the consent.
 */
public class ClickstreamConfiguration {
    @Volatile internal var appId: String? = null
    @Volatile internal var endpoint: String? = null
    @Volatile internal var authCookie: String? = null
    @Volatile internal var tokenProvider: ClickstreamTokenProvider? = null
    @Volatile internal var sendEventsIntervalMs: Long? = null
    @Volatile internal var sessionTimeoutMs: Long? = null
    @Volatile internal var tracksScreenViews: Boolean? = null
    @Volatile internal var tracksUserEngagement: Boolean? = null
    @Volatile internal var tracksAppExceptions: Boolean? = null
    @Volatile internal var logsEvents: Boolean? = null
    @Volatile internal var compressesEvents: Boolean? = null
    @Volatile internal var isDebugMode: Boolean = false
    @Volatile internal var dns: ClickstreamDns? = null
    @Volatile internal var installReferrer: ClickstreamInstallReferrer? = null
    @Volatile internal var consent: ClickstreamConsent = ClickstreamConsent.GRANTED
    @Volatile internal var initialGlobalAttributes: Map<String, Any?> = emptyMap()

    /** Counts changes: a collector that refused the app is asked again after one. */
    @Volatile internal var revision: Int = 0

    /** Id of the app as registered in the console. Required. */
    public fun withAppId(appId: String): ClickstreamConfiguration = change { this.appId = appId }

    /** Whole address of the collect path, such as `https://collect.example.org/collect`. Required. */
    public fun withEndpoint(endpoint: String): ClickstreamConfiguration = change { this.endpoint = endpoint }

    /** Cookie of a collector behind a sign-in. */
    public fun withAuthCookie(authCookie: String?): ClickstreamConfiguration = change { this.authCookie = authCookie }

    /** Token of a guarded collector, sent as `Authorization: Bearer`. */
    public fun withAuthToken(token: String?): ClickstreamConfiguration =
        change { tokenProvider = token?.let { fixed -> ClickstreamTokenProvider { fixed } } }

    /** Like [withAuthToken], asked for each request. */
    public fun withAuthTokenProvider(provider: ClickstreamTokenProvider?): ClickstreamConfiguration =
        change { tokenProvider = provider }

    /** Longest time an event waits before it is sent, ms. Default 10,000. */
    public fun withSendEventsInterval(milliseconds: Long): ClickstreamConfiguration =
        change { sendEventsIntervalMs = milliseconds }

    /** How long the app may be in the background before its return opens a new session, ms. Default 1,800,000. */
    public fun withSessionTimeoutDuration(milliseconds: Long): ClickstreamConfiguration =
        change { sessionTimeoutMs = milliseconds }

    /** Records a `_screen_view` when another Activity shows. Default true. */
    public fun withTrackScreenViewEvents(isOn: Boolean): ClickstreamConfiguration = change { tracksScreenViews = isOn }

    /** Records `_user_engagement` on leaving a screen after more than a second. Default true. */
    public fun withTrackUserEngagementEvents(isOn: Boolean): ClickstreamConfiguration =
        change { tracksUserEngagement = isOn }

    /** Records `_app_exception` when the app dies of an exception. Default false. */
    public fun withTrackAppExceptionEvents(isOn: Boolean): ClickstreamConfiguration = change { tracksAppExceptions = isOn }

    /** Prints events and request results in Logcat under `EventRecorder`. Default false. */
    public fun withLogEvents(isOn: Boolean): ClickstreamConfiguration = change { logsEvents = isOn }

    /** Resolver of the collector's address. */
    public fun withCustomDns(dns: ClickstreamDns?): ClickstreamConfiguration = change { this.dns = dns }

    /** Sends bodies as base64 of gzip. Default true. */
    public fun withCompressEvents(isOn: Boolean): ClickstreamConfiguration = change { compressesEvents = isOn }

    /** Attributes of all events from the first one on. */
    public fun withInitialGlobalAttributes(attributes: ClickstreamAttribute?): ClickstreamConfiguration =
        change { initialGlobalAttributes = attributes?.values.orEmpty() }

    /** What the person has allowed so far. Default granted. */
    public fun withConsent(consent: ClickstreamConsent): ClickstreamConfiguration = change { this.consent = consent }

    /** Source of the install referrer, see [ClickstreamInstallReferrer]. */
    public fun withInstallReferrer(source: ClickstreamInstallReferrer?): ClickstreamConfiguration =
        change { installReferrer = source }

    /** Marks requests with `debug=1`: the server shows their events apart. Default false. */
    public fun withDebugMode(isOn: Boolean): ClickstreamConfiguration = change { isDebugMode = isOn }

    internal val isLogging: Boolean get() = logsEvents ?: false
    internal val isTrackingScreens: Boolean get() = tracksScreenViews ?: true
    internal val isTrackingEngagement: Boolean get() = tracksUserEngagement ?: true
    internal val isTrackingExceptions: Boolean get() = tracksAppExceptions ?: false
    internal val isCompressing: Boolean get() = compressesEvents ?: true
    internal val sendIntervalMs: Long get() = sendEventsIntervalMs?.takeIf { it > 0 } ?: DEFAULT_SEND_INTERVAL_MS
    internal val timeoutMs: Long get() = sessionTimeoutMs?.takeIf { it >= 0 } ?: DEFAULT_SESSION_TIMEOUT_MS

    private inline fun change(set: () -> Unit): ClickstreamConfiguration {
        set()
        revision++
        return this
    }

    private companion object {
        const val DEFAULT_SEND_INTERVAL_MS = 10_000L
        const val DEFAULT_SESSION_TIMEOUT_MS = 1_800_000L
    }
}
