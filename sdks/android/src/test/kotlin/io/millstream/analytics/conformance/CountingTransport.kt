package io.millstream.analytics.conformance

import io.millstream.analytics.runtime.Cancellable
import io.millstream.analytics.send.HttpAnswer
import io.millstream.analytics.send.HttpRequest
import io.millstream.analytics.send.Transport
import java.util.concurrent.ConcurrentHashMap

/** Knows which requests are under way; [onChange] is called when one has ended and its answer was dealt with. */
internal class CountingTransport(private val inner: Transport, private val onChange: () -> Unit) : Transport {
    private val running = ConcurrentHashMap<Any, () -> Unit>()

    @Volatile
    var begun = 0
        private set

    val inFlight: Int get() = running.size

    override fun start(request: HttpRequest, onAnswer: (HttpAnswer) -> Unit): Cancellable {
        val key = Any()
        var call: Cancellable? = null
        running[key] = { call?.cancel() }
        begun++
        val started = inner.start(request) { answer ->
            onAnswer(answer)
            running.remove(key)
            onChange()
        }
        call = started
        return started
    }

    /** The process that sends is gone, and its connections with it. */
    fun cut() = running.values.forEach { it() }
}
