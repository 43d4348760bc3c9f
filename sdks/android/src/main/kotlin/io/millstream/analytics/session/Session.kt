package io.millstream.analytics.session

import java.text.SimpleDateFormat
import java.util.Date
import java.util.Locale
import java.util.TimeZone
import org.json.JSONObject

/** A visit. [lastMs] is the last event or pause on the wall clock: what the time-out counts from. */
internal class Visit(val id: String, val startMs: Long, val number: Int, val lastMs: Long, val isEntrance: Boolean) {
    fun copy(lastMs: Long = this.lastMs, isEntrance: Boolean = this.isEntrance) = Visit(id, startMs, number, lastMs, isEntrance)
}

/** The current visit, kept over the death of the process. */
internal class Session(stored: String?, private val timeoutMs: Long, private val save: (String) -> Unit) {
    var current: Visit? = stored?.let { runCatching { parse(it) }.getOrNull() }
        private set

    /** Starts a visit when there is none or the time-out has passed since the last sign of life. Tells whether it did. */
    fun renew(uniqueId: String, nowMs: Long): Boolean {
        val last = current
        if (last != null && nowMs - last.lastMs < timeoutMs) return false
        write(Visit(sessionId(uniqueId, nowMs), nowMs, (last?.number ?: 0) + 1, nowMs, isEntrance = true))
        return true
    }

    /** A sign of life. */
    fun touch(nowMs: Long) {
        current?.let { write(it.copy(lastMs = nowMs)) }
    }

    /** The first view of the visit takes this. Tells whether it was the first. */
    fun enter(): Boolean {
        val visit = current ?: return false
        if (visit.isEntrance) write(visit.copy(isEntrance = false))
        return visit.isEntrance
    }

    /** Attributes that every event carries. */
    fun attributes(nowMs: Long): Map<String, Any> {
        val visit = current ?: return emptyMap()
        return mapOf(
            "_session_id" to visit.id,
            "_session_start_timestamp" to visit.startMs,
            "_session_duration" to maxOf(0, nowMs - visit.startMs),
            "_session_number" to visit.number,
        )
    }

    private fun write(visit: Visit) {
        current = visit
        val json = JSONObject()
            .put("id", visit.id)
            .put("startMs", visit.startMs)
            .put("number", visit.number)
            .put("lastMs", visit.lastMs)
            .put("isEntrance", visit.isEntrance)
        save(json.toString())
    }

    private fun parse(text: String): Visit = JSONObject(text).let {
        Visit(it.getString("id"), it.getLong("startMs"), it.getInt("number"), it.getLong("lastMs"), it.getBoolean("isEntrance"))
    }
}

/** Last 8 characters of the pseudo id, padded with `_`, and the start in UTC: `dc7a7a18-20260301-100001123`. */
internal fun sessionId(uniqueId: String, startMs: Long): String {
    val format = SimpleDateFormat("yyyyMMdd-HHmmssSSS", Locale.US).apply { timeZone = TimeZone.getTimeZone("UTC") }
    return "${uniqueId.takeLast(ID_CHARACTERS).padStart(ID_CHARACTERS, '_')}-${format.format(Date(startMs))}"
}

private const val ID_CHARACTERS = 8
