package io.millstream.analytics.runtime

import java.util.concurrent.ScheduledThreadPoolExecutor
import java.util.concurrent.TimeUnit

/** Takes back a task that has not started. */
internal fun interface Cancellable {
    fun cancel()
}

/** The one worker of an instance: tasks run one after another, in the order they were given. */
internal interface Scheduler {
    fun execute(task: () -> Unit)

    fun after(delayMs: Long, task: () -> Unit): Cancellable

    /** Runs blocking work (HTTP) beside the worker. */
    fun executeBlocking(task: () -> Unit)
}

/** Two daemon threads: the worker and the one that waits for the network. Neither keeps a process alive. */
internal class ThreadScheduler(name: String) : Scheduler {
    private val worker = pool("millstream-$name")
    private val network = pool("millstream-$name-http")

    override fun execute(task: () -> Unit) = worker.execute(task)

    override fun after(delayMs: Long, task: () -> Unit): Cancellable {
        val future = worker.schedule(task, delayMs, TimeUnit.MILLISECONDS)
        return Cancellable { future.cancel(false) }
    }

    override fun executeBlocking(task: () -> Unit) = network.execute(task)

    private fun pool(threadName: String) = ScheduledThreadPoolExecutor(1) { task ->
        Thread(task, threadName).apply {
            isDaemon = true
            priority = Thread.MIN_PRIORITY + 1
        }
    }.apply { removeOnCancelPolicy = true }
}
