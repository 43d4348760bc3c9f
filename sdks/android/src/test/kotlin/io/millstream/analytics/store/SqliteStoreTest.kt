package io.millstream.analytics.store

import android.database.sqlite.SQLiteFullException
import io.millstream.analytics.testing.AndroidTest
import io.millstream.analytics.testing.limitTo
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment

public class SqliteStoreTest : AndroidTest() {
    private val context = RuntimeEnvironment.getApplication()

    private fun open(maxTotalBytes: Long = SqliteStore.MAX_TOTAL_BYTES, maxFileBytes: Long? = null) =
        SqliteStore(context, "queue.db", maxTotalBytes, maxFileBytes?.let(::limitTo) ?: {})

    private fun batch(vararg events: String, state: Pair<String, String?>? = null) = WriteBatch().also { batch ->
        batch.events.addAll(events)
        state?.let { batch.state[it.first] = it.second }
    }

    private fun EventStore.texts() = oldest(10_000, Int.MAX_VALUE).map { it.json }

    @Test
    public fun `keeps events in order and state by name over a restart`() {
        open().run {
            commit(batch("a", "b", state = "user" to "1"))
            commit(batch("c", state = "user" to "2"))
            commit(batch(state = "gone" to "x"))
            commit(batch(state = "gone" to null))
            close()
        }
        val store = open()
        assertEquals(listOf("a", "b", "c"), store.texts())
        assertEquals(mapOf("user" to "2"), store.readState())
    }

    @Test
    public fun `gives the oldest by number, size and bound, the first one whatever its size`() {
        val store = open()
        store.commit(batch("aaaa", "bb", "é", "d"))
        val ids = store.oldest(9, 99).map { it.id }
        val cases = listOf(
            store.oldest(2, 99) to listOf("aaaa", "bb"),
            store.oldest(9, 6) to listOf("aaaa", "bb"),
            store.oldest(9, 8) to listOf("aaaa", "bb", "é"),
            store.oldest(9, 1) to listOf("aaaa"),
            store.oldest(9, 99, ids[2]) to listOf("aaaa", "bb", "é"),
        )
        for ((events, texts) in cases) assertEquals(texts, events.map { it.json })
    }

    @Test
    public fun `drops the oldest five at a time when it is full`() {
        val store = open(maxTotalBytes = 100)
        val events = (10..21).map { "event-00$it" }
        store.commit(batch(*events.take(10).toTypedArray()))
        assertEquals(events.take(10), store.texts())
        store.commit(batch(events[10]))
        assertEquals(events.subList(5, 11), store.texts())
    }

    @Test
    public fun `counts what a restart finds against the limit`() {
        open(maxTotalBytes = 100).run {
            commit(batch(*Array(10) { "event-000$it" }))
            close()
        }
        val store = open(maxTotalBytes = 100)
        store.commit(batch("event-0010"))
        assertEquals(listOf("event-0005", "event-0010"), listOf(store.texts().first(), store.texts().last()))
    }

    @Test
    public fun `writes a batch wholly or not at all when the disk is full`() {
        val store = open(maxFileBytes = 48 * 1024)
        store.commit(batch("before", state = "session" to "1"))
        val big = Array(60) { "x".repeat(1_000) }
        assertThrows(SQLiteFullException::class.java) { store.commit(batch(*big, state = "session" to "2")) }
        assertEquals(listOf("before"), store.texts())
        assertEquals(mapOf("session" to "1"), store.readState())
    }

    @Test
    public fun `reads a full request of events that together pass a cursor's window`() {
        val store = open()
        val events = List(5) { "$it".repeat(900_000) }
        store.commit(batch(*events.toTypedArray()))
        assertEquals(events, store.texts())
    }

    @Test
    public fun `begins anew when its file is no database any more`() {
        open().run {
            commit(batch("a"))
            close()
        }
        val file: File = context.getDatabasePath("queue.db")
        file.writeBytes(ByteArray(4_096) { 7 })
        val store = open()
        store.commit(batch("b"))
        assertEquals(listOf("b"), store.texts())
        assertTrue(file.length() > 0)
    }
}
