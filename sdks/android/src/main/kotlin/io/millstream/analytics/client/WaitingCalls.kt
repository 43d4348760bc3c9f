package io.millstream.analytics.client

import io.millstream.analytics.runtime.Moment

/** Calls of the app that wait in memory for the person's consent; the oldest 100 stay. */
internal class WaitingCalls {
    private class Waiting(val at: Moment, val call: (Installation, Moment) -> Unit)

    private val calls = ArrayList<Waiting>()

    fun add(at: Moment, call: (Installation, Moment) -> Unit) {
        if (calls.size < MAX_CALLS) calls.add(Waiting(at, call))
    }

    /** Runs them as of the moments they were made. */
    fun replay(installation: Installation) {
        val kept = calls.toList()
        calls.clear()
        kept.forEach { it.call(installation, it.at) }
    }

    fun clear() = calls.clear()

    private companion object {
        const val MAX_CALLS = 100
    }
}
