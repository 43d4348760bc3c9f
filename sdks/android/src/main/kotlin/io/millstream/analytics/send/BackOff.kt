package io.millstream.analytics.send

import java.text.ParseException
import java.text.SimpleDateFormat
import java.util.Locale
import org.json.JSONObject

/**
 * When the collector may be asked again: 1 s, 2 s, 4 s … 5 min with 20 % jitter either way; `Retry-After` counts where
 * it is longer. Kept over a restart, so counted on the wall clock.
 */
internal class BackOff(stored: String?, private val random: () -> Double, private val save: (String?) -> Unit) {
    private var failures = 0
    private var setAtMs = 0L
    private var lastsMs = 0L
    private var isAsked = false

    init {
        stored?.let { text -> runCatching { read(JSONObject(text)) } }
    }

    /** Ms until the next try may start; 0 is now. A clock that was set back does not make the wait longer. */
    fun waitMs(nowMs: Long): Long = if (nowMs < setAtMs) 0 else maxOf(0, setAtMs + lastsMs - nowMs)

    fun failed(retryAfter: String?, nowMs: Long) {
        val own = minOf(LONGEST_MS, FIRST_MS shl minOf(failures, MAX_DOUBLINGS))
        val asked = askedMs(retryAfter, nowMs)
        failures++
        setAtMs = nowMs
        lastsMs = maxOf((own * (1 - JITTER + 2 * JITTER * random())).toLong(), asked)
        isAsked = asked > 0
        save(write().toString())
    }

    /** The collector answered. */
    fun reset() {
        if (failures == 0) return
        failures = 0
        lastsMs = 0
        isAsked = false
        save(null)
    }

    /** The network or the person came back: a wait that the collector did not ask for is over. */
    fun forgive() {
        if (!isAsked) reset()
    }

    private fun read(state: JSONObject) {
        failures = state.getInt("failures")
        setAtMs = state.getLong("setAtMs")
        lastsMs = state.getLong("lastsMs")
        isAsked = state.getBoolean("isAsked")
    }

    private fun write(): JSONObject =
        JSONObject().put("failures", failures).put("setAtMs", setAtMs).put("lastsMs", lastsMs).put("isAsked", isAsked)

    private companion object {
        const val FIRST_MS = 1_000L
        const val LONGEST_MS = 300_000L
        const val MAX_DOUBLINGS = 20
        const val JITTER = 0.2
    }
}

/** A collector may ask for longer waits than ours, up to an hour. Seconds or an HTTP date. */
internal fun askedMs(retryAfter: String?, nowMs: Long): Long {
    if (retryAfter == null) return 0
    val seconds = retryAfter.trim().toDoubleOrNull()
    val ms = if (seconds != null) (seconds * 1_000).toLong() else (httpDateMs(retryAfter.trim()) ?: return 0) - nowMs
    return ms.coerceIn(0, MAX_ASKED_MS)
}

private fun httpDateMs(text: String): Long? = try {
    SimpleDateFormat("EEE, dd MMM yyyy HH:mm:ss zzz", Locale.US).parse(text)?.time
} catch (_: ParseException) {
    null
}

private const val MAX_ASKED_MS = 3_600_000L
