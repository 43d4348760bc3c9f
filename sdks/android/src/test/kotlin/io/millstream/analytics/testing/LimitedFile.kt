package io.millstream.analytics.testing

import android.database.sqlite.SQLiteDatabase

/** Makes SQLite itself refuse to grow the file beyond [bytes]. */
internal fun limitTo(bytes: Long): (SQLiteDatabase) -> Unit = { database ->
    // The limit is that of one connection; in a transaction it is the one that writes.
    database.beginTransaction()
    database.maximumSize = bytes
    database.endTransaction()
}
