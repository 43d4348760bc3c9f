package io.millstream.analytics.store

/** One queued event: [id] rises with the order of recording, [sizeBytes] is that of [json] in UTF-8. */
internal class StoredEvent(val id: Long, val sizeBytes: Int, val json: String)

/** What one command of the client changes; written wholly or not at all. A state of null is removed. */
internal class WriteBatch {
    val events = ArrayList<String>()
    val state = LinkedHashMap<String, String?>()

    val isEmpty: Boolean get() = events.isEmpty() && state.isEmpty()

    fun addAll(other: WriteBatch) {
        events.addAll(other.events)
        state.putAll(other.state)
    }
}

/** Queue of events and small named texts (identity, session) of one instance. Implementations may throw on any call. */
internal interface EventStore {
    fun readState(): Map<String, String>

    fun commit(batch: WriteBatch)

    /**
     * The oldest events, at most [maxCount], together at most [maxBytes] unless the first alone is larger, none
     * above [upToId].
     */
    fun oldest(maxCount: Int, maxBytes: Int, upToId: Long = Long.MAX_VALUE): List<StoredEvent>

    fun delete(events: List<StoredEvent>)

    fun isEmpty(): Boolean

    /** Forgets all events, and with [alsoState] everything. */
    fun clear(alsoState: Boolean)

    fun close()
}

internal fun utf8Size(text: String): Int {
    var bytes = 0
    for (unit in text) {
        bytes += when {
            unit.code < 0x80 -> 1
            unit.code < 0x800 -> 2
            unit.isSurrogate() -> 2
            else -> 3
        }
    }
    return bytes
}
