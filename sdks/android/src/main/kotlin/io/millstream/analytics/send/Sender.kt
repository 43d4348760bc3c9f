package io.millstream.analytics.send

import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.device.NetworkState
import io.millstream.analytics.runtime.Cancellable
import io.millstream.analytics.runtime.Clock
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.runtime.Scheduler
import io.millstream.analytics.store.EventStore
import io.millstream.analytics.store.StoredEvent
import org.json.JSONException
import org.json.JSONObject

/** What the sender works with. */
internal class SenderParts(
    val configuration: ClickstreamConfiguration,
    val store: EventStore,
    val scheduler: Scheduler,
    val clock: Clock,
    val transport: Transport,
    val network: NetworkState,
    val backOff: BackOff,
    val log: DebugLog,
    /** Counts the requests of this installation from 1; durable before it answers. */
    val nextSequence: () -> Long,
    /** Collecting is on, and the person has agreed. */
    val isAllowed: () -> Boolean,
)

/**
 * Brings queued events to the collector, in order, one request at a time. Only answer 200 confirms events; all others
 * stay queued and keep their ids. Runs on the worker.
 */
internal class Sender(private val parts: SenderParts) {
    private val intervalMs = parts.configuration.sendIntervalMs
    private val requests = RequestFactory(parts)
    private val bounds = SplitBounds()
    private var running: Running? = null
    private var requestsLeft = 0
    private var isAskedAgain = false
    private var timer: Cancellable? = null
    private var timerDueMs = 0L
    private var refusedAtRevision: Int? = null
    private var whenIdle = ArrayList<() -> Unit>()

    private class Running(val events: List<StoredEvent>) {
        var call: Cancellable? = null
        var timeOut: Cancellable? = null
    }

    /** Sends what may be sent now, at most three requests; more follow after the send interval. */
    fun flush() {
        if (running != null) {
            isAskedAgain = true
            return
        }
        requestsLeft = REQUESTS_PER_FLUSH
        sendNext()
    }

    /** Flushes after the send interval unless that is planned for an earlier time. */
    fun soon(delayMs: Long = intervalMs) {
        val now = parts.clock.elapsedMs()
        val dueMs = now + maxOf(delayMs, parts.backOff.waitMs(parts.clock.wallMs()))
        if (timer != null && timerDueMs <= dueMs) return
        timer?.cancel()
        timerDueMs = dueMs
        timer = parts.scheduler.after(dueMs - now) {
            timer = null
            parts.log.guard("Sending") { flush() }
        }
    }

    /** The network or the person is back: a wait that the collector did not ask for is over. */
    fun wake() {
        parts.backOff.forgive()
        flush()
    }

    /** Calls [act] when no request is under way. */
    fun onIdle(act: () -> Unit) {
        if (running == null) act() else whenIdle.add(act)
    }

    /** Stops timers; the answer to a request under way is still taken. */
    fun stop() {
        timer?.cancel()
        timer = null
    }

    private fun sendNext() {
        val waitMs = parts.backOff.waitMs(parts.clock.wallMs())
        val events = if (requestsLeft > 0 && waitMs == 0L && maySend()) nextBatch() else emptyList()
        if (events.isEmpty()) {
            plan(waitMs)
            becomeIdle()
            return
        }
        requestsLeft--
        val started = Running(events)
        running = started
        started.timeOut = parts.scheduler.after(CALL_TIMEOUT_MS) { parts.log.guard("Giving up a request") { giveUp(started) } }
        started.call = parts.transport.start(requests.of(events)) { answer ->
            parts.scheduler.execute { parts.log.guard("Taking an answer") { finish(started, answer) } }
        }
    }

    private fun giveUp(request: Running) {
        request.call?.cancel()
        finish(request, HttpAnswer(0))
    }

    private fun finish(request: Running, answer: HttpAnswer) {
        if (running !== request) return
        running = null
        request.timeOut?.cancel()
        parts.log.event { "request of ${request.events.size} events, ${request.events.sumOf { it.sizeBytes }} bytes: ${answer.status}" }
        take(request.events, answer)
        if (isAskedAgain) {
            isAskedAgain = false
            requestsLeft = REQUESTS_PER_FLUSH
        }
        sendNext()
    }

    private fun take(events: List<StoredEvent>, answer: HttpAnswer) {
        when (answer.status) {
            STATUS_OK -> {
                parts.backOff.reset()
                remove(events)
            }
            STATUS_BAD_REQUEST, STATUS_TOO_LARGE ->
                if (events.size > 1) bounds.halve(events) else {
                    parts.log.warn("The collector answered ${answer.status}; one event is dropped: ${events.first().json}")
                    remove(events)
                }
            STATUS_UNAUTHORIZED, STATUS_FORBIDDEN -> {
                refusedAtRevision = parts.configuration.revision
                parts.log.warn("The collector answered ${answer.status} (app id, path or sign-in); sending stops until the configuration changes or the app starts again")
            }
            else -> parts.backOff.failed(answer.retryAfter, parts.clock.wallMs())
        }
    }

    private fun nextBatch(): List<StoredEvent> {
        while (true) {
            val batch = parts.store.oldest(MAX_EVENTS, MAX_BYTES, bounds.upToId)
            if (batch.isEmpty()) {
                if (bounds.upToId == Long.MAX_VALUE) return batch
                bounds.forget()
                continue
            }
            val old = batch.filter { isTooOld(it) }
            if (old.isEmpty()) return batch
            parts.log.warn("${old.size} events older than 30 days are dropped")
            parts.store.delete(old)
        }
    }

    private fun isTooOld(event: StoredEvent): Boolean = try {
        parts.clock.wallMs() - JSONObject(event.json).getLong("timestamp") > MAX_AGE_MS
    } catch (_: JSONException) {
        // Not one of ours, or a damaged file: it would be refused for ever.
        true
    }

    private fun remove(events: List<StoredEvent>) {
        parts.store.delete(events)
        bounds.passed(events.last().id)
    }

    /** Plans the next flush while events wait. */
    private fun plan(waitMs: Long) {
        if (!parts.isAllowed() || isRefused() || parts.store.isEmpty()) return
        if (!parts.network.isOnline() && parts.network.announcesReturn) return
        if (waitMs > 0) soon(waitMs) else soon()
    }

    private fun becomeIdle() {
        val waiting = whenIdle
        whenIdle = ArrayList()
        waiting.forEach { it() }
    }

    private fun isRefused(): Boolean = refusedAtRevision == parts.configuration.revision

    private fun maySend(): Boolean = parts.isAllowed() && !isRefused() && parts.network.isOnline()

    private companion object {
        const val REQUESTS_PER_FLUSH = 3
        const val MAX_EVENTS = 100
        /** 512 KB less the brackets and commas of the array. */
        const val MAX_BYTES = 512 * 1024 - MAX_EVENTS - 1
        const val CALL_TIMEOUT_MS = 15_000L
        const val MAX_AGE_MS = 30L * 86_400_000
        const val STATUS_OK = 200
        const val STATUS_BAD_REQUEST = 400
        const val STATUS_UNAUTHORIZED = 401
        const val STATUS_FORBIDDEN = 403
        const val STATUS_TOO_LARGE = 413
    }
}
