package io.millstream.analytics.client

import io.millstream.analytics.ClickstreamInstallReferrer
import io.millstream.analytics.runtime.Scheduler
import io.millstream.analytics.traffic.trafficSourceOfQuery
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicReference

/** What the store told about the installation: campaign attributes, and the channel for `_first_open`. */
internal class InstallSource(val source: Map<String, String>, val channel: Map<String, String>)

/** Asks [origin] once, beside the worker, and waits for at most two seconds; null when it has nothing to tell. */
internal fun installReferrer(origin: ClickstreamInstallReferrer, scheduler: Scheduler): InstallSource? {
    val told = AtomicReference<String?>()
    val isTold = CountDownLatch(1)
    scheduler.executeBlocking {
        try {
            told.set(origin.installReferrer())
        } catch (_: Exception) {
            // The store's service is missing or broken: an installation without a known origin.
        } finally {
            isTold.countDown()
        }
    }
    isTold.await(MAX_WAIT_MS, TimeUnit.MILLISECONDS)
    val text = told.get()?.takeIf { it.isNotEmpty() } ?: return null
    val source = trafficSourceOfQuery(text)
    val channel = source["_traffic_source_source"] ?: text
    return InstallSource(source, mapOf("_app_install_channel" to channel.take(MAX_CHANNEL)))
}

private const val MAX_WAIT_MS = 2_000L
private const val MAX_CHANNEL = 256
