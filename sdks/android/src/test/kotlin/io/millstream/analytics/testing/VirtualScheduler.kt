package io.millstream.analytics.testing

import io.millstream.analytics.runtime.Cancellable
import io.millstream.analytics.runtime.Scheduler
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.ExecutorService

/** A worker on whatever thread brings it a task, one task at a time; timers follow the virtual clock. */
internal class VirtualScheduler(private val clock: VirtualClock, private val network: ExecutorService? = null) : Scheduler {
    private val tasks = ConcurrentLinkedQueue<() -> Unit>()
    private val gate = Any()
    private var isBusy = false

    /** The process died: nothing runs any more. */
    @Volatile
    var isDead = false

    override fun execute(task: () -> Unit) {
        if (isDead) return
        synchronized(gate) {
            tasks.add(task)
            if (isBusy) return
            isBusy = true
        }
        drain()
    }

    override fun after(delayMs: Long, task: () -> Unit): Cancellable = clock.after(delayMs) { execute(task) }

    override fun executeBlocking(task: () -> Unit) {
        if (network == null) task() else network.execute(task)
    }

    val isIdle: Boolean get() = synchronized(gate) { !isBusy }

    private fun drain() {
        while (true) {
            val task = synchronized(gate) { tasks.poll().also { if (it == null) isBusy = false } } ?: return
            if (!isDead) task()
        }
    }
}
