package io.millstream.analytics.client

import io.millstream.analytics.identity.Identity
import io.millstream.analytics.runtime.Moment
import io.millstream.analytics.session.Session
import io.millstream.analytics.store.EventStore
import io.millstream.analytics.store.WriteBatch
import io.millstream.analytics.traffic.VisitTraffic

/** What outlives the process: queue, identity, session. Changes gather until [commit] writes them in one piece. */
internal class Installation(
    val store: EventStore,
    val deviceId: String,
    sessionTimeoutMs: Long,
    at: Moment,
    val newId: () -> String,
) {
    private val stored = HashMap(store.readState())
    private var changes = WriteBatch()

    val isFirstOpen: Boolean get() = StateNames.OPENED !in stored
    val identity = Identity.open(stored[StateNames.USER], at, newId) { put(StateNames.USER, it) }
    val session = Session(stored[StateNames.SESSION], sessionTimeoutMs) { put(StateNames.SESSION, it) }
    val traffic = VisitTraffic(stored[StateNames.TRAFFIC]) { put(StateNames.TRAFFIC, it) }

    operator fun get(name: String): String? = stored[name]

    fun put(name: String, text: String?) {
        if (text == null) stored.remove(name) else stored[name] = text
        changes.state[name] = text
    }

    fun add(json: String) {
        changes.events.add(json)
    }

    /** Tells whether there were events among the changes. */
    fun commit(): Boolean {
        if (changes.isEmpty) return false
        val batch = changes
        changes = WriteBatch()
        store.commit(batch)
        return batch.events.isNotEmpty()
    }

    /** The next number of a request, durable. */
    fun nextSequence(): Long {
        val next = (stored[StateNames.SEQUENCE]?.toLongOrNull() ?: 0) + 1
        put(StateNames.SEQUENCE, next.toString())
        commit()
        return next
    }
}
