package io.millstream.analytics.store

import io.millstream.analytics.testing.FaultyStore
import io.millstream.analytics.testing.StorageState
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test

public class FallbackStoreTest {
    private val file = MemoryStore()
    private var state = StorageState.OK
    private val problems = ArrayList<Exception>()
    private val store = FallbackStore(FaultyStore(file) { state }) { problems.add(it) }

    private fun commit(vararg events: String) = store.commit(WriteBatch().apply { this.events.addAll(events) })

    private fun EventStore.texts() = oldest(100, Int.MAX_VALUE).map { it.json }

    @Test
    public fun `keeps events in memory while the file refuses, behind those that are stored`() {
        commit("a")
        for (trouble in listOf(StorageState.FULL, StorageState.BROKEN)) {
            state = trouble
            commit("b$trouble")
        }
        assertEquals("what is stored cannot be read", listOf("bFULL", "bBROKEN"), store.texts())
        state = StorageState.FULL
        assertEquals(listOf("a", "bFULL", "bBROKEN"), store.texts())
    }

    @Test
    public fun `moves them into the file, in order, with the first write that succeeds`() {
        state = StorageState.FULL
        commit("a")
        commit("b")
        state = StorageState.OK
        commit("c")
        assertEquals(listOf("a", "b", "c"), file.texts())
        assertEquals(listOf("a", "b", "c"), store.texts())
    }

    @Test
    public fun `offers a refusing file little more than the new event, however many wait, and moves all in order later`() {
        var offered = 0
        val faulty = FaultyStore(file) { state }
        val counted = object : EventStore by faulty {
            override fun commit(batch: WriteBatch) {
                offered += batch.events.size
                faulty.commit(batch)
            }
        }
        val careful = FallbackStore(counted) {}
        val texts = (1..200).map { "e$it" }
        state = StorageState.FULL
        for (text in texts) careful.commit(WriteBatch().apply { events.add(text) })
        assertTrue("$offered events in 200 writes", offered < 300)
        state = StorageState.OK
        careful.commit(WriteBatch().apply { events.add("last") })
        assertEquals(texts + "last", file.oldest(1_000, Int.MAX_VALUE).map { it.json })
    }

    @Test
    public fun `does not give confirmed events again when the file would not let go of them`() {
        commit("a", "b", "c")
        val sent = store.oldest(2, Int.MAX_VALUE)
        state = StorageState.FULL
        store.delete(sent)
        assertEquals(listOf("c"), store.texts())
    }

    @Test
    public fun `forgets events of a request under way that moved into the file meanwhile`() {
        state = StorageState.FULL
        commit("a", "b")
        val sent = store.oldest(100, Int.MAX_VALUE)
        state = StorageState.OK
        commit("c")
        store.delete(sent)
        assertEquals(listOf("c"), store.texts())
    }

    @Test
    public fun `keeps state in memory while the file refuses`() {
        state = StorageState.BROKEN
        store.commit(WriteBatch().apply { this.state["user"] = "1" })
        assertEquals(mapOf("user" to "1"), store.readState())
        state = StorageState.OK
        commit("a")
        assertEquals(mapOf("user" to "1"), file.readState())
    }

    @Test
    public fun `removes state, too, once the file lets it`() {
        store.commit(WriteBatch().apply { this.state["user"] = "1" })
        state = StorageState.FULL
        store.commit(WriteBatch().apply { this.state["user"] = null })
        assertEquals(emptyMap<String, String>(), store.readState())
        state = StorageState.OK
        commit("a")
        assertEquals(emptyMap<String, String>(), file.readState())
    }

    @Test
    public fun `gives nothing of what is to be forgotten while the file will not forget it`() {
        commit("a")
        store.commit(WriteBatch().apply { this.state["user"] = "1" })
        state = StorageState.FULL
        store.clear(alsoState = true)
        commit("b")
        assertEquals(listOf("b"), store.texts())
        assertEquals(emptyMap<String, String>(), store.readState())
        state = StorageState.OK
        commit("c")
        assertEquals(listOf("b", "c"), file.texts())
        assertEquals(emptyMap<String, String>(), file.readState())
    }

    @Test
    public fun `tells of each trouble once`() {
        state = StorageState.FULL
        commit("a")
        commit("b")
        state = StorageState.OK
        commit("c")
        state = StorageState.FULL
        commit("d")
        assertEquals(2, problems.size)
    }

    @Test
    public fun `drops the oldest five at a time when memory is full`() {
        val memory = MemoryStore(maxTotalBytes = 10)
        memory.commit(WriteBatch().apply { events.addAll((0..10).map { "$it".takeLast(1) }) })
        assertEquals((5..10).map { "$it".takeLast(1) }, memory.texts())
    }
}
