package io.millstream.analytics.app

import android.app.Activity
import android.app.Application
import android.content.Context
import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.ClickstreamInstance
import io.millstream.analytics.client.AnalyticsClient
import io.millstream.analytics.client.Edges
import io.millstream.analytics.runtime.DebugLog

/** Starts instances, one for each name. */
internal object InstanceStarter {
    private val running = HashMap<String, ClickstreamInstance>()
    private var watcher: LifecycleWatcher? = null

    /** Null, with a word in the log, when the name is taken or app id or endpoint is missing. */
    fun start(context: Context, name: String, configuration: ClickstreamConfiguration): ClickstreamInstance? {
        val log = DebugLog { configuration.isLogging }
        val application = context.applicationContext as? Application ?: context as? Application
        return when {
            application == null -> null.also { log.warn("No start: the context belongs to no application") }
            !nameShape.matches(name) ->
                null.also { log.warn("No start: the name of an instance is letters, digits, - and _: $name") }
            else -> synchronized(running) { startIn(application, context, name, configuration, log) }
        }
    }

    private fun startIn(
        application: Application,
        context: Context,
        name: String,
        configuration: ClickstreamConfiguration,
        log: DebugLog,
    ): ClickstreamInstance? {
        if (name in running) return null.also { log.warn("No start: the instance $name runs already") }
        ConfigurationFile.read(application, log)?.completes(configuration)
        if (configuration.appId.isNullOrEmpty() || configuration.endpoint.isNullOrEmpty()) {
            return null.also { log.warn("No start: app id and endpoint are required, in code or in res/raw/millstream.json") }
        }
        val watcher = watcher ?: watch(application, log).also { watcher = it }
        if (running.isEmpty() && context is Activity) watcher.catchUp(context)
        return assemble(watcher, configuration, Edges.of(application, name, log), log).also { running[name] = it }
    }

    /** Begins to hear of the Activities of [application]. */
    fun watch(application: Application, log: DebugLog): LifecycleWatcher =
        LifecycleWatcher(log).also(application::registerActivityLifecycleCallbacks)

    /** Puts an instance together over any [edges]. */
    fun assemble(
        watcher: LifecycleWatcher,
        configuration: ClickstreamConfiguration,
        edges: Edges,
        log: DebugLog,
    ): ClickstreamInstance {
        val client = AnalyticsClient(configuration, edges, log)
        client.start()
        watcher.follow(client)
        CrashHandler.install(client, { configuration.isTrackingExceptions }, log)
        return ClickstreamInstance(client, configuration, log)
    }

    private val nameShape = Regex("[A-Za-z0-9_-]{1,50}")
}
