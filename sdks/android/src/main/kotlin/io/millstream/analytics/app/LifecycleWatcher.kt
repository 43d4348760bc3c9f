package io.millstream.analytics.app

import android.app.Activity
import android.app.Application
import android.os.Bundle
import io.millstream.analytics.ClickstreamScreen
import io.millstream.analytics.client.AnalyticsClient
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.screen.Screen
import java.util.Collections
import java.util.IdentityHashMap
import java.util.concurrent.CopyOnWriteArrayList

/** Hears from Android which Activities show, and tells all clients of the process about screens, foreground and background. */
internal class LifecycleWatcher(private val log: DebugLog) : Application.ActivityLifecycleCallbacks {
    private val clients = CopyOnWriteArrayList<AnalyticsClient>()
    private val started: MutableSet<Activity> = Collections.newSetFromMap(IdentityHashMap())
    private var shown: Screen? = null

    /** Tells [client] from now on, and at once what already shows. */
    fun follow(client: AnalyticsClient) {
        clients.add(client)
        if (started.isEmpty()) return
        client.foreground()
        shown?.let(client::showScreen)
    }

    /** For an SDK that starts while an [activity] already has the person's attention. */
    fun catchUp(activity: Activity) {
        if (!activity.hasWindowFocus()) return
        onActivityStarted(activity)
        onActivityResumed(activity)
    }

    override fun onActivityStarted(activity: Activity) = log.guard("Noticing an Activity") { enter(activity) }

    override fun onActivityResumed(activity: Activity) = log.guard("Noticing an Activity") {
        // Unknown when the SDK was started between the Activity's start and its resume.
        enter(activity)
        val screen = screenOf(activity) ?: return@guard
        shown = screen
        clients.forEach { it.showScreen(screen) }
    }

    override fun onActivityStopped(activity: Activity) = log.guard("Noticing an Activity") {
        val wasStarted = started.remove(activity)
        // A rotation stops the Activity and starts its successor at once.
        if (wasStarted && started.isEmpty() && !activity.isChangingConfigurations) clients.forEach { it.background() }
    }

    override fun onActivityCreated(activity: Activity, savedInstanceState: Bundle?) = Unit

    override fun onActivityPaused(activity: Activity) = Unit

    override fun onActivitySaveInstanceState(activity: Activity, outState: Bundle) = Unit

    override fun onActivityDestroyed(activity: Activity) = Unit

    private fun enter(activity: Activity) {
        val isFirst = started.isEmpty()
        if (started.add(activity) && isFirst) clients.forEach { it.foreground() }
    }

    private fun screenOf(activity: Activity): Screen? {
        val name = if (activity is ClickstreamScreen) activity.clickstreamScreenName() else activity.javaClass.simpleName
        if (name.isNullOrEmpty()) return null
        return Screen(name, activity.javaClass.name, System.identityHashCode(activity).toString(), isAutomatic = true)
    }
}
