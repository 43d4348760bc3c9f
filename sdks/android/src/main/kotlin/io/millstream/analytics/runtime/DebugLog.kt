package io.millstream.analytics.runtime

import android.util.Log

/** What the SDK says in Logcat: events and request results under `EventRecorder` while logging is on, problems always. */
internal class DebugLog(private val isOn: () -> Boolean) {
    fun event(text: () -> String) {
        if (isOn()) Log.i(TAG, text())
    }

    fun warn(text: String, cause: Throwable? = null) {
        Log.w(TAG, text, cause)
    }

    /** The app must never die of its analytics: whatever goes wrong inside is told here and ends here. */
    inline fun guard(what: String, body: () -> Unit) {
        try {
            body()
        } catch (problem: Throwable) {
            warn("$what failed; the app goes on", problem)
        }
    }

    companion object {
        const val TAG = "EventRecorder"
    }
}
