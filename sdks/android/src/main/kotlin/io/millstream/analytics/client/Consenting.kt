package io.millstream.analytics.client

import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.ClickstreamConsent
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.runtime.Moment
import io.millstream.analytics.store.EventStore
import io.millstream.analytics.store.FallbackStore
import io.millstream.analytics.store.MemoryStore
import io.millstream.analytics.store.WriteBatch

/** The person's consent, and the installation that it allows: on the device, in memory, or none. */
internal class Consenting(private val configuration: ClickstreamConfiguration, private val edges: Edges, log: DebugLog) {
    private val file: EventStore =
        FallbackStore(edges.store) { log.warn("The device's storage refuses; events wait in memory meanwhile", it) }
    private val memory = MemoryStore()

    var consent = configuration.consent
        private set

    /** What the person decided in an earlier process counts more than the configuration. */
    fun recall() {
        val name = file.readState()[StateNames.CONSENT]
        ClickstreamConsent.entries.firstOrNull { it.name == name }?.let { consent = it }
    }

    fun decide(next: ClickstreamConsent) {
        consent = next
        if (next == ClickstreamConsent.PENDING) return
        val text = if (next == ClickstreamConsent.COOKIELESS) null else next.name
        file.commit(WriteBatch().apply { state[StateNames.CONSENT] = text })
    }

    /** Null when nothing may be collected. Without cookies nothing of the device is read or written; it has no id either. */
    fun open(at: Moment): Installation? = when (consent) {
        ClickstreamConsent.GRANTED -> {
            adopt()
            Installation(file, edges.deviceId(), configuration.timeoutMs, at, edges.newId)
        }
        ClickstreamConsent.COOKIELESS -> Installation(memory, "", configuration.timeoutMs, at, edges.newId)
        ClickstreamConsent.DENIED, ClickstreamConsent.PENDING -> null
    }

    /** Forgets ids and events. */
    fun purge() {
        memory.clear(alsoState = true)
        file.clear(alsoState = true)
    }

    /** A refusal or a purge that the storage could not take is tried again. */
    fun retry() = file.commit(WriteBatch())

    /** What was gathered without cookies moves to the device; its ids do so when the device has none yet. */
    private fun adopt() {
        val gathered = memory.toBatch()
        if (gathered.isEmpty) return
        if (StateNames.OPENED in file.readState()) gathered.state.clear()
        file.commit(gathered)
        memory.clear(alsoState = true)
    }
}
