package io.millstream.analytics

import io.millstream.analytics.client.AnalyticsClient
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.runtime.Moment

/** An independent collector of events within one app: its own user, session and queue; the device id is shared. */
public class ClickstreamInstance internal constructor(
    private val client: AnalyticsClient,
    private val configuration: ClickstreamConfiguration,
    private val log: DebugLog,
) {
    /** Records an event without attributes. */
    public fun recordEvent(name: String): Unit = recordEvent(ClickstreamEvent.builder().name(name).build())

    public fun recordEvent(event: ClickstreamEvent): Unit = guarded { client.record(event) }

    /** Adds attributes to all later events of this process; a null value removes one. */
    public fun addGlobalAttributes(attributes: ClickstreamAttribute): Unit =
        guarded { client.addGlobalAttributes(attributes.values) }

    public fun deleteGlobalAttributes(vararg names: String): Unit = guarded { client.deleteGlobalAttributes(names.toList()) }

    /** Logs a user in; null logs out and keeps the pseudo id. */
    public fun setUserId(userId: String?): Unit = client.setUserId(userId)

    /** Sets attributes of the current user; a null value removes one. */
    public fun addUserAttributes(attributes: ClickstreamUserAttribute): Unit =
        guarded { client.addUserAttributes(attributes.values) }

    /** Sends what waits, without waiting for it. */
    public fun flushEvents(): Unit = client.flush()

    /** Stops collecting and sending; stored events stay. Lasts until [enable] or the end of the process. */
    public fun disable(): Unit = client.disable()

    public fun enable(): Unit = client.enable()

    /** Tells what the person allows; kept over restarts, where it counts more than the configuration. */
    public fun setConsent(consent: ClickstreamConsent): Unit = client.setConsent(consent)

    /** Withdraws consent, over restarts too. With [purge] ids and events are removed from the device. */
    @JvmOverloads
    public fun optOut(purge: Boolean = true): Unit = client.optOut(purge)

    /** Takes campaign parameters and click ids of a link that opened the app; they mark the events of the visit. */
    public fun recordDeepLink(url: String): Unit = client.recordDeepLink(url)

    /** Id of the running session; null before there is one. */
    public fun getSessionId(): String? = client.sessionId

    /** The live configuration: its setters take effect at once, see [ClickstreamConfiguration]. */
    public fun getClickStreamConfiguration(): ClickstreamConfiguration = configuration

    /** Makes a call that had to wait, with the moment that it was meant for. */
    internal fun asOf(at: Moment, call: (ClickstreamInstance) -> Unit): Unit = client.asOf(at) { call(this) }

    /** Java may pass null where Kotlin could not; that must not throw into the app either. */
    private inline fun guarded(call: () -> Unit) = log.guard("A call", call)
}
