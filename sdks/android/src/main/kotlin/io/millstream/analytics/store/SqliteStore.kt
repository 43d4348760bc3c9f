package io.millstream.analytics.store

import android.content.ContentValues
import android.content.Context
import android.database.Cursor
import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteException
import android.database.sqlite.SQLiteOpenHelper

/** Queue in an SQLite file of the app: what is committed survives the death of the process. */
internal class SqliteStore(
    context: Context,
    fileName: String,
    private val maxTotalBytes: Long = MAX_TOTAL_BYTES,
    private val prepare: (SQLiteDatabase) -> Unit = {},
) : EventStore {
    private val file = object : SQLiteOpenHelper(context, fileName, null, VERSION) {
        override fun onCreate(database: SQLiteDatabase) {
            database.execSQL(
                "CREATE TABLE event (id INTEGER PRIMARY KEY AUTOINCREMENT, size INTEGER NOT NULL, json TEXT NOT NULL)",
            )
            database.execSQL("CREATE TABLE state (name TEXT PRIMARY KEY, text TEXT NOT NULL)")
        }

        override fun onOpen(database: SQLiteDatabase) = prepare(database)

        override fun onUpgrade(database: SQLiteDatabase, oldVersion: Int, newVersion: Int) = Unit
    }
    private var totalBytes: Long? = null

    init {
        // Survives the death of a process like a rollback journal, at a fraction of its waits for the disk.
        file.setWriteAheadLoggingEnabled(true)
    }

    override fun readState(): Map<String, String> {
        val state = HashMap<String, String>()
        file.readableDatabase.rawQuery("SELECT name, text FROM state", null).use { rows ->
            while (rows.moveToNext()) state[rows.getString(0)] = rows.getString(1)
        }
        return state
    }

    override fun commit(batch: WriteBatch) {
        if (batch.isEmpty) return
        var bytes = totalBytes ?: storedBytes()
        inTransaction { database ->
            for (json in batch.events) bytes += insertEvent(database, json)
            for ((name, text) in batch.state) writeState(database, name, text)
            while (bytes > maxTotalBytes) {
                val freed = deleteOldest(database)
                if (freed == 0L) break
                bytes -= freed
            }
        }
        totalBytes = bytes
    }

    override fun oldest(maxCount: Int, maxBytes: Int, upToId: Long): List<StoredEvent> {
        val chosen = ArrayList<StoredEvent>()
        var bytes = 0
        for ((id, size) in sizesOfOldest(maxCount, upToId)) {
            bytes += size
            if (bytes > maxBytes && chosen.isNotEmpty()) break
            chosen.add(StoredEvent(id, size, jsonOf(id) ?: continue))
        }
        return chosen
    }

    override fun delete(events: List<StoredEvent>) {
        inTransaction { database ->
            for (event in events) database.delete("event", "id = ?", arrayOf(event.id.toString()))
        }
        totalBytes = null
    }

    override fun isEmpty(): Boolean = single("SELECT EXISTS (SELECT 1 FROM event)") == 0L

    override fun clear(alsoState: Boolean) {
        inTransaction { database ->
            database.delete("event", null, null)
            if (alsoState) database.delete("state", null, null)
        }
        totalBytes = 0
    }

    override fun close() = file.close()

    private fun insertEvent(database: SQLiteDatabase, json: String): Int {
        val size = utf8Size(json)
        database.insertOrThrow("event", null, ContentValues().apply {
            put("size", size)
            put("json", json)
        })
        return size
    }

    private fun writeState(database: SQLiteDatabase, name: String, text: String?) {
        if (text == null) {
            database.delete("state", "name = ?", arrayOf(name))
            return
        }
        val row = ContentValues().apply {
            put("name", name)
            put("text", text)
        }
        database.replaceOrThrow("state", null, row)
    }

    private fun deleteOldest(database: SQLiteDatabase): Long {
        val oldest = "SELECT id FROM event ORDER BY id LIMIT ${MemoryStore.DROPPED_AT_ONCE}"
        val freed = single("SELECT coalesce(sum(size), 0) FROM event WHERE id IN ($oldest)")
        database.delete("event", "id IN ($oldest)", null)
        return freed
    }

    /** Sizes first, texts one by one: a cursor window holds 2 MB, a full request of long events would not fit. */
    private fun sizesOfOldest(maxCount: Int, upToId: Long): List<Pair<Long, Int>> {
        val sql = "SELECT id, size FROM event WHERE id <= ? ORDER BY id LIMIT ?"
        return file.readableDatabase.rawQuery(sql, arrayOf(upToId.toString(), maxCount.toString())).use { rows ->
            val sizes = ArrayList<Pair<Long, Int>>()
            while (rows.moveToNext()) sizes.add(rows.getLong(0) to rows.getInt(1))
            sizes
        }
    }

    private fun jsonOf(id: Long): String? =
        file.readableDatabase.rawQuery("SELECT json FROM event WHERE id = ?", arrayOf(id.toString())).use { row ->
            if (row.moveToFirst()) row.getString(0) else null
        }

    private fun storedBytes(): Long = single("SELECT coalesce(sum(size), 0) FROM event")

    private fun single(sql: String): Long =
        file.writableDatabase.rawQuery(sql, null).use { row: Cursor -> if (row.moveToFirst()) row.getLong(0) else 0 }

    private inline fun inTransaction(body: (SQLiteDatabase) -> Unit) {
        val database = file.writableDatabase
        database.beginTransaction()
        try {
            body(database)
            database.setTransactionSuccessful()
        } catch (problem: SQLiteException) {
            // A full disk ends the transaction by itself; that it cannot be ended again must not hide why.
            runCatching { database.endTransaction() }
            throw problem
        }
        database.endTransaction()
    }

    companion object {
        const val MAX_TOTAL_BYTES = 50L * 1024 * 1024
        private const val VERSION = 1
    }
}
