package io.millstream.analytics.testing

import android.app.Application
import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.ClickstreamInstance
import io.millstream.analytics.app.InstanceStarter
import io.millstream.analytics.app.LifecycleWatcher
import io.millstream.analytics.client.Edges
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.send.Transport
import io.millstream.analytics.store.EventStore
import io.millstream.analytics.store.SqliteStore
import java.io.File
import java.util.concurrent.ExecutorService
import org.robolectric.RuntimeEnvironment
import org.robolectric.android.controller.ActivityController
import org.robolectric.Robolectric

/** A device with its clock, network and storage, on which the process of an app starts, dies and starts again. */
internal class TestDevice(
    startAtMs: Long = DEFAULT_START_MS,
    private val transport: Transport,
    private val threads: ExecutorService? = null,
) {
    val clock = VirtualClock(startAtMs)
    val network = FakeNetwork()
    var storage = StorageState.OK

    /** Puts a layer of a test over the storage of the processes that follow. */
    var layStore: (EventStore) -> EventStore = { it }
    private val application: Application = RuntimeEnvironment.getApplication()
    private val id = ++count
    val facts = FakeFacts(application, network, "device-$id")
    private val processes = ArrayList<Process>()
    private var watcher: LifecycleWatcher? = null
    private val screens = HashMap<String, ActivityController<TestActivity>>()
    private val stopped = HashSet<ActivityController<TestActivity>>()
    private var shown: ActivityController<TestActivity>? = null

    private class Process(val scheduler: VirtualScheduler, val store: EventStore)

    val isIdle: Boolean get() = processes.all { it.scheduler.isIdle }

    fun databaseOf(name: String = "default"): File = application.getDatabasePath(fileName(name))

    /** Starts an instance; it lives until [kill]. */
    fun start(configuration: ClickstreamConfiguration = configuration(), name: String = "default"): ClickstreamInstance {
        val scheduler = VirtualScheduler(clock, threads)
        val file = SqliteStore(application, fileName(name))
        val process = Process(scheduler, file)
        processes.add(process)
        val edges = Edges(
            clock = clock,
            scheduler = scheduler,
            transport = transport,
            network = network,
            facts = facts,
            store = layStore(FaultyStore(file) { storage }),
            deviceId = { facts.androidId() },
        )
        val log = DebugLog { configuration.isLogging }
        val watcher = watcher ?: InstanceStarter.watch(application, log).also { watcher = it }
        if (processes.size == 1) shown?.get()?.let(watcher::catchUp)
        return InstanceStarter.assemble(watcher, configuration, edges, log)
    }

    /** The process dies with no notice. */
    fun kill() {
        processes.forEach { it.scheduler.isDead = true }
        clock.clear()
        network.forgetListeners()
        processes.forEach { it.store.close() }
        processes.clear()
        watcher?.let(application::unregisterActivityLifecycleCallbacks)
        watcher = null
        screens.clear()
        stopped.clear()
        shown = null
    }

    /** The app comes to the front with an Activity that has no screen name yet, or with the one it showed. */
    fun foreground() {
        val next = shown ?: Robolectric.buildActivity(TestActivity::class.java).create().also { shown = it }
        bringUp(next)
    }

    fun background() {
        shown?.let(::takeDown)
    }

    /** Shows the screen [name]; [key] tells two of the same name apart. */
    fun view(name: String, key: String = "") {
        val next = screens.getOrPut("$name $key") {
            Robolectric.buildActivity(TestActivity::class.java).also { it.get().screen = name }.create()
        }
        val before = shown
        before?.pause()
        shown = next
        if (next === before) {
            next.resume()
            return
        }
        bringUp(next)
        before?.stop()
        before?.let(stopped::add)
    }

    private fun bringUp(activity: ActivityController<TestActivity>) {
        // A stopped Activity that is not restarted never stops again.
        if (stopped.remove(activity)) activity.restart() else activity.start()
        activity.resume()
    }

    private fun takeDown(activity: ActivityController<TestActivity>) {
        activity.pause().stop()
        stopped.add(activity)
    }

    private fun fileName(name: String) = "test-$id-$name.db"

    companion object {
        const val DEFAULT_START_MS = 1_772_359_200_000L
        private var count = 0

        fun configuration(): ClickstreamConfiguration =
            ClickstreamConfiguration().withAppId("shop").withEndpoint("http://127.0.0.1/collect")
    }
}
