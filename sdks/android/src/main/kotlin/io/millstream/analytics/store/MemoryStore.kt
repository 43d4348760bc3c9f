package io.millstream.analytics.store

/** Queue without a file: before consent, without cookies, and while the device's storage refuses writes. */
internal class MemoryStore(private val maxTotalBytes: Long = MAX_MEMORY_BYTES, private val firstId: Long = 1) : EventStore {
    private val events = ArrayDeque<StoredEvent>()
    private val state = HashMap<String, String>()
    private var nextId = firstId
    private var totalBytes = 0L

    /** How many events wait. */
    val count: Int get() = events.size

    override fun readState(): Map<String, String> = HashMap(state)

    override fun commit(batch: WriteBatch) {
        for (json in batch.events) {
            val event = StoredEvent(nextId++, utf8Size(json), json)
            events.addLast(event)
            totalBytes += event.sizeBytes
        }
        for ((name, text) in batch.state) if (text == null) state.remove(name) else state[name] = text
        while (totalBytes > maxTotalBytes && events.size > 1) repeat(minOf(DROPPED_AT_ONCE, events.size - 1)) { forgetFirst() }
    }

    override fun oldest(maxCount: Int, maxBytes: Int, upToId: Long): List<StoredEvent> {
        val chosen = ArrayList<StoredEvent>()
        var bytes = 0
        for (event in events) {
            bytes += event.sizeBytes
            if (chosen.size == maxCount || event.id > upToId || (bytes > maxBytes && chosen.isNotEmpty())) break
            chosen.add(event)
        }
        return chosen
    }

    override fun delete(events: List<StoredEvent>) {
        val ids = events.mapTo(HashSet()) { it.id }
        this.events.removeAll { it.id in ids }
        totalBytes = this.events.sumOf { it.sizeBytes.toLong() }
    }

    override fun isEmpty(): Boolean = events.isEmpty()

    override fun clear(alsoState: Boolean) {
        events.clear()
        totalBytes = 0
        if (alsoState) state.clear()
    }

    override fun close() = Unit

    /** Everything held, as one batch for another store. */
    fun toBatch(): WriteBatch = WriteBatch().also { batch ->
        events.forEach { batch.events.add(it.json) }
        batch.state.putAll(state)
    }

    private fun forgetFirst() {
        val event = events.removeFirstOrNull() ?: return
        totalBytes -= event.sizeBytes
    }

    companion object {
        /** An app's memory is dearer than its disk: 8 MB are some 8,000 events. */
        const val MAX_MEMORY_BYTES = 8L * 1024 * 1024
        const val DROPPED_AT_ONCE = 5
    }
}
