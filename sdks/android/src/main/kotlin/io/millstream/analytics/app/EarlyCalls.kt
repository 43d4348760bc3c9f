package io.millstream.analytics.app

import io.millstream.analytics.ClickstreamInstance
import io.millstream.analytics.runtime.Moment

/** Calls before the start: the first 100, and what is told of consent, since a refusal must not get lost. */
internal class EarlyCalls(private val now: () -> Moment) {
    private class Early(val at: Moment, val call: (ClickstreamInstance) -> Unit)

    private val calls = ArrayList<Early>()

    /** Consent was told: the start takes it as not given yet, unless an earlier process stored an answer. */
    var isConsentTold = false
        private set

    /** Tells whether there was room. */
    fun add(isConsent: Boolean, call: (ClickstreamInstance) -> Unit): Boolean {
        if (isConsent) isConsentTold = true
        if (!isConsent && calls.size >= MAX_CALLS) return false
        return calls.add(Early(now(), call))
    }

    /** Makes them as of the moments they were made. */
    fun makeWith(started: ClickstreamInstance) {
        calls.forEach { started.asOf(it.at, it.call) }
        calls.clear()
    }

    private companion object {
        const val MAX_CALLS = 100
    }
}
