package io.millstream.analytics.store

/**
 * The file while it takes writes, memory while it does not: nothing is lost before the process ends, and what waited
 * in memory moves into the file, in order, with the first write that succeeds again.
 */
internal class FallbackStore(private val file: EventStore, private val onTrouble: (Exception) -> Unit) : EventStore {
    private val waiting = MemoryStore(firstId = FIRST_MEMORY_ID)

    /** Events the server has but the file would not let go of. */
    private val confirmed = HashSet<Long>()

    /** State that waits for the file; null removes it there. */
    private val waitingState = LinkedHashMap<String, String?>()

    /** Events of memory that were given out last, and those of them that moved into the file before they were confirmed. */
    private var given: Set<String> = emptySet()
    private val moved = HashSet<String>()
    private var isInTrouble = false

    /** What the file holds is to be forgotten, and was not yet: its events, or with true everything. */
    private var owedClear: Boolean? = null

    override fun readState(): Map<String, String> {
        val stored = if (owedClear == true) emptyMap() else attempt { file.readState() }.orEmpty()
        val state = HashMap(stored)
        for ((name, text) in waitingState) if (text == null) state.remove(name) else state[name] = text
        return state
    }

    override fun commit(batch: WriteBatch) {
        if (batch.isEmpty && waiting.isEmpty() && waitingState.isEmpty() && owedClear == null) return
        if (payClear() && hasRoom() && moveAll(batch)) return
        waiting.commit(WriteBatch().apply { events.addAll(batch.events) })
        waitingState.putAll(batch.state)
    }

    /** A large backlog is offered again only when the file has taken its oldest event: refusals cost one small write. */
    private fun hasRoom(): Boolean {
        if (waiting.count <= MAX_OFFERED_AGAIN) return true
        val oldest = waiting.oldest(1, Int.MAX_VALUE)
        val texts = oldest.map { it.json }
        val probe = WriteBatch().apply {
            events.addAll(texts)
            state.putAll(waitingState)
        }
        if (attempt { file.commit(probe) } == null) return false
        texts.filterTo(moved) { it in given }
        waiting.delete(oldest)
        return true
    }

    private fun moveAll(batch: WriteBatch): Boolean {
        val all = waiting.toBatch().apply { state.putAll(waitingState) }
        val held = all.events.toList()
        all.addAll(batch)
        if (attempt { file.commit(all) } == null) return false
        held.filterTo(moved) { it in given }
        waiting.clear(alsoState = false)
        waitingState.clear()
        return true
    }

    override fun oldest(maxCount: Int, maxBytes: Int, upToId: Long): List<StoredEvent> {
        moved.clear()
        val stored = storedOldest(maxCount, maxBytes, upToId)
        val bytesLeft = maxBytes - stored.sumOf { it.sizeBytes }
        val isRoomLeft = stored.size < maxCount && (stored.isEmpty() || bytesLeft > 0)
        val next = if (isRoomLeft) waiting.oldest(maxCount - stored.size, bytesLeft, upToId) else emptyList()
        // The first event of memory comes whatever its size; behind stored ones it must fit.
        val fits = stored.isEmpty() || next.sumOf { it.sizeBytes } <= bytesLeft
        val added = if (fits) next else emptyList()
        given = added.mapTo(HashSet()) { it.json }
        return stored + added
    }

    private fun storedOldest(maxCount: Int, maxBytes: Int, upToId: Long): List<StoredEvent> {
        if (owedClear != null) return emptyList()
        val stored = attempt { file.oldest(maxCount + confirmed.size, maxBytes, upToId) }.orEmpty()
        return stored.filter { it.id !in confirmed }.take(maxCount)
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
        if (alsoState) waitingState.clear()
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
        val stored = attempt { file.oldest(sentAndMoved.size + MOVED_SEARCH, Int.MAX_VALUE) }.orEmpty()
        attempt { file.delete(stored.filter { it.json in sentAndMoved }) }
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
        private const val MAX_OFFERED_AGAIN = 10
    }
}
