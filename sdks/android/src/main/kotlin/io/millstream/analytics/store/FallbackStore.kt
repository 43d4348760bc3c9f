package io.millstream.analytics.store

/**
 * The file while it takes writes, memory while it does not: nothing is lost before the process ends, and what waited
 * in memory moves into the file, in order, with the first write that succeeds again.
 */
internal class FallbackStore(private val file: EventStore, private val onTrouble: (Exception) -> Unit) : EventStore {
    private val waiting = MemoryStore(firstId = FIRST_MEMORY_ID)

    /** Events the server has but the file would not let go of. */
    private val confirmed = HashSet<Long>()

    /** Events of a request under way may move from memory to the file before they are confirmed. */
    private val moved = HashSet<String>()
    private var isInTrouble = false

    /** What the file holds is to be forgotten, and was not yet: its events, or with true everything. */
    private var owedClear: Boolean? = null

    override fun readState(): Map<String, String> {
        val stored = if (owedClear == true) emptyMap() else attempt { file.readState() }.orEmpty()
        return stored + waiting.readState()
    }

    override fun commit(batch: WriteBatch) {
        val held = waiting.toBatch()
        if (held.isEmpty && batch.isEmpty && owedClear == null) return
        if (!payClear()) {
            waiting.commit(batch)
            return
        }
        val all = WriteBatch().apply {
            addAll(held)
            addAll(batch)
        }
        if (attempt { file.commit(all) } == null) {
            waiting.commit(batch)
            return
        }
        moved.addAll(held.events)
        waiting.clear(alsoState = true)
    }

    override fun oldest(maxCount: Int, maxBytes: Int, upToId: Long): List<StoredEvent> {
        moved.clear()
        val stored = if (owedClear != null) emptyList() else attempt { file.oldest(maxCount + confirmed.size, maxBytes, upToId) }.orEmpty().filter { it.id !in confirmed }
        val chosen = stored.take(maxCount)
        val bytesLeft = maxBytes - chosen.sumOf { it.sizeBytes }
        if (stored.size >= maxCount || (chosen.isNotEmpty() && bytesLeft <= 0)) return chosen
        val next = waiting.oldest(maxCount - chosen.size, bytesLeft, upToId)
        return if (chosen.isEmpty() || next.sumOf { it.sizeBytes } <= bytesLeft) chosen + next else chosen
    }

    override fun delete(events: List<StoredEvent>) {
        val (inMemory, inFile) = events.partition { it.id >= FIRST_MEMORY_ID }
        waiting.delete(inMemory)
        if (inFile.isNotEmpty() && attempt { file.delete(inFile) } == null) inFile.forEach { confirmed.add(it.id) }
        forgetMoved(inMemory.map { it.json })
    }

    override fun isEmpty(): Boolean = waiting.isEmpty() && oldest(1, 1).isEmpty()

    override fun clear(alsoState: Boolean) {
        waiting.clear(alsoState)
        owedClear = alsoState || owedClear == true
        payClear()
    }

    override fun close() {
        attempt { file.close() }
    }

    /** Tells whether nothing is owed any more. */
    private fun payClear(): Boolean {
        val alsoState = owedClear ?: return true
        if (attempt { file.clear(alsoState) } == null) return false
        owedClear = null
        return true
    }

    private fun forgetMoved(sent: List<String>) {
        val sentAndMoved = sent.filter { it in moved }.toHashSet()
        if (sentAndMoved.isEmpty()) return
        val twins = attempt { file.oldest(sentAndMoved.size + MOVED_SEARCH, Int.MAX_VALUE) }.orEmpty().filter { it.json in sentAndMoved }
        attempt { file.delete(twins) }
    }

    private fun <T> attempt(body: () -> T): T? =
        try {
            body().also { isInTrouble = false }
        } catch (problem: Exception) {
            if (!isInTrouble) onTrouble(problem)
            isInTrouble = true
            null
        }

    companion object {
        /** Above any row id of the file, so that what waits in memory stays behind what is stored. */
        private const val FIRST_MEMORY_ID = 1L shl 40
        private const val MOVED_SEARCH = 1_000
    }
}
