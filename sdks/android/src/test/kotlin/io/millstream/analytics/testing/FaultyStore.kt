package io.millstream.analytics.testing

import android.database.sqlite.SQLiteCantOpenDatabaseException
import android.database.sqlite.SQLiteFullException
import io.millstream.analytics.store.EventStore
import io.millstream.analytics.store.StoredEvent
import io.millstream.analytics.store.WriteBatch

/** How a device's storage behaves. */
internal enum class StorageState { OK, FULL, BROKEN }

/** Storage that refuses as told: writes when it is full, everything when it is broken. */
internal class FaultyStore(private val inner: EventStore, private val state: () -> StorageState) : EventStore {
    override fun readState(): Map<String, String> = reading { inner.readState() }

    override fun commit(batch: WriteBatch) = writing { inner.commit(batch) }

    override fun oldest(maxCount: Int, maxBytes: Int, upToId: Long): List<StoredEvent> =
        reading { inner.oldest(maxCount, maxBytes, upToId) }

    override fun delete(events: List<StoredEvent>) = writing { inner.delete(events) }

    override fun isEmpty(): Boolean = reading { inner.isEmpty() }

    override fun clear(alsoState: Boolean) = writing { inner.clear(alsoState) }

    override fun close() = inner.close()

    private fun <T> reading(act: () -> T): T {
        if (state() == StorageState.BROKEN) throw SQLiteCantOpenDatabaseException("broken for a test")
        return act()
    }

    private fun <T> writing(act: () -> T): T {
        if (state() == StorageState.FULL) throw SQLiteFullException("full for a test")
        return reading(act)
    }
}
