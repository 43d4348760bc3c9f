package io.millstream.analytics.app

import io.millstream.analytics.client.AnalyticsClient
import io.millstream.analytics.runtime.DebugLog
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** Records what the app dies of, tries to send it for at most a second, and passes it on to whoever was asked before. */
internal class CrashHandler(
    private val client: AnalyticsClient,
    private val isOn: () -> Boolean,
    private val log: DebugLog,
    private val previous: Thread.UncaughtExceptionHandler?,
) : Thread.UncaughtExceptionHandler {
    override fun uncaughtException(thread: Thread, problem: Throwable) {
        log.guard("Recording a crash") { if (isOn()) record(problem) }
        previous?.uncaughtException(thread, problem)
    }

    private fun record(problem: Throwable) {
        val isDone = CountDownLatch(1)
        client.recordCrash(problem) { isDone.countDown() }
        isDone.await(MAX_WAIT_MS, TimeUnit.MILLISECONDS)
    }

    companion object {
        private const val MAX_WAIT_MS = 1_000L

        fun install(client: AnalyticsClient, isOn: () -> Boolean, log: DebugLog) {
            val previous = Thread.getDefaultUncaughtExceptionHandler()
            Thread.setDefaultUncaughtExceptionHandler(CrashHandler(client, isOn, log, previous))
        }
    }
}
