package io.millstream.analytics.testing

import io.millstream.analytics.runtime.Cancellable
import io.millstream.analytics.runtime.Clock

/** A clock that stands still except through [tick]; the wall clock can jump. */
internal class VirtualClock(private val startAtMs: Long) : Clock {
    private class Timer(val dueMs: Long, val act: () -> Unit)

    private val timers = LinkedHashSet<Timer>()
    private var passedMs = 0L
    private var shiftMs = 0L

    @Synchronized
    override fun wallMs(): Long = startAtMs + passedMs + shiftMs

    @Synchronized
    override fun elapsedMs(): Long = passedMs

    @Synchronized
    fun after(delayMs: Long, act: () -> Unit): Cancellable {
        val timer = Timer(passedMs + maxOf(0, delayMs), act)
        timers.add(timer)
        return Cancellable { synchronized(this) { timers.remove(timer) } }
    }

    @Synchronized
    fun shift(ms: Long) {
        shiftMs += ms
    }

    /** The process is gone, and its timers with it. */
    @Synchronized
    fun clear() = timers.clear()

    /** Moves to the next timer's moment or to [untilMs], whichever is first, and fires what is due then. Gives how many fired. */
    fun tick(untilMs: Long): Int {
        val due = synchronized(this) {
            val next = timers.minOfOrNull { it.dueMs } ?: untilMs
            passedMs = maxOf(passedMs, minOf(next, untilMs))
            timers.filter { it.dueMs <= passedMs }
        }
        return due.count { timer ->
            val isStillSet = synchronized(this) { timers.remove(timer) }
            if (isStillSet) timer.act()
            isStillSet
        }
    }

    /** Lets [ms] pass, timer by timer. */
    fun pass(ms: Long) {
        val untilMs = elapsedMs() + ms
        while (tick(untilMs) > 0 || elapsedMs() < untilMs) Unit
    }
}
