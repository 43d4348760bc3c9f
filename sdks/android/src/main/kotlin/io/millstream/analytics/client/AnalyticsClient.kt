package io.millstream.analytics.client

import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.ClickstreamConsent
import io.millstream.analytics.ClickstreamEvent
import io.millstream.analytics.event.EventNames
import io.millstream.analytics.event.Violation
import io.millstream.analytics.event.checkName
import io.millstream.analytics.event.checkUserAttributes
import io.millstream.analytics.event.eventNameCodes
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.runtime.Moment
import io.millstream.analytics.runtime.moment
import io.millstream.analytics.screen.Screen
import io.millstream.analytics.screen.Screens
import io.millstream.analytics.traffic.trafficSourceOf

/**
 * One instance of the SDK. Every call takes its moment on the caller's thread and does its work on the worker, so calls
 * never wait and never throw, and their order is kept. What one call changes is stored wholly or not at all.
 */
internal class AnalyticsClient(
    private val configuration: ClickstreamConfiguration,
    private val edges: Edges,
    private val log: DebugLog,
) {

    /** Never changed in place: calls that wait keep theirs. */
    private var globals: Map<String, Any?> = LinkedHashMap(configuration.initialGlobalAttributes)
    private val screens = Screens()
    private val writer = EventWriter(configuration, edges.facts, screens, { globals }, log)
    private val automatic = AutomaticEvents(configuration, edges, screens, writer)
    private val consenting = Consenting(configuration, edges, log)
    private val waiting = WaitingCalls()
    private val meant = ThreadLocal<Moment>()
    private var isEnabled = true
    private var collecting: Collecting? = null

    /** Id of the running session; null before there is one. */
    @Volatile
    var sessionId: String? = null
        private set

    /** Makes a call that had to wait, with the moment that it was meant for. */
    fun asOf(at: Moment, call: () -> Unit) {
        meant.set(at)
        try {
            call()
        } finally {
            meant.remove()
        }
    }

    fun start() = onWorker("Starting") { at ->
        consenting.recall()
        startCollecting(at)
        edges.network.watch { onWorker("The network's return") { collecting?.sender?.wake() } }
    }

    fun record(event: ClickstreamEvent) = whenOn("Recording an event") { installation, at ->
        val violation = checkName(event.name, eventNameCodes)
        when {
            violation != null -> writer.writeError(installation, violation, at)
            event.name == EventNames.SCREEN_VIEW -> recordScreen(installation, event, at)
            else -> automatic.write(event.name, at, EventParts(event.attributes, items = event.items))
        }
    }

    fun setUserId(userId: String?) = whenOn("Setting the user id") { installation, at ->
        val isChanged = installation.identity.setUserId(userId?.takeIf { it.isNotEmpty() }, at, edges.newId)
        if (isChanged) automatic.write(EventNames.PROFILE_SET, at)
    }

    fun addUserAttributes(attributes: Map<String, Any?>) = whenOn("Setting user attributes") { installation, at ->
        val identity = installation.identity
        val checked = checkUserAttributes(attributes - ownUserAttributes, identity.attributeNames)
        checked.violations.forEach { writer.writeError(installation, it, at) }
        identity.setAttributes(checked.kept, at)
        automatic.write(EventNames.PROFILE_SET, at)
    }

    /** Null removes one. */
    fun addGlobalAttributes(attributes: Map<String, Any?>) = onWorker("Setting global attributes") {
        globals = (globals + attributes).filterValues { it != null }
    }

    fun deleteGlobalAttributes(names: List<String>) = onWorker("Deleting global attributes") { globals = globals - names.toSet() }

    fun recordDeepLink(url: String) = whenOn("Recording a deep link") { installation, _ ->
        val source = trafficSourceOf(url)
        val visitId = if (automatic.isInFront) installation.session.current?.id else null
        if (source.isNotEmpty()) installation.traffic.arrive(source, visitId)
    }

    fun flush() = onWorker("Flushing") { collecting?.flush() }

    fun foreground() = onWorker("Coming to the foreground") { at ->
        automatic.foreground(at)
        collecting?.wake()
    }

    fun background() = onWorker("Going to the background") { at ->
        automatic.background(at)
        collecting?.flush()
    }

    fun showScreen(screen: Screen) = onWorker("Showing ${screen.name}") { at -> automatic.screenReported(screen, at) }

    /** The app is about to die of [problem]; [onDone] is called when that was recorded and sending was tried. */
    fun recordCrash(problem: Throwable, onDone: () -> Unit) = onWorker("Recording a crash") { at ->
        val current = collecting
        if (current == null) {
            onDone()
        } else {
            automatic.write(EventNames.APP_EXCEPTION, at, EventParts(reserved = crashAttributes(problem)))
            current.flush()
            current.sender.onIdle(onDone)
        }
    }

    fun disable() = onWorker("Disabling") {
        isEnabled = false
        stopCollecting()
    }

    fun enable() = onWorker("Enabling") { at ->
        isEnabled = true
        startCollecting(at)
    }

    fun setConsent(next: ClickstreamConsent) = onWorker("Setting consent") { at ->
        val before = consenting.consent
        if (next != before) stopCollecting()
        if (next == ClickstreamConsent.DENIED) {
            waiting.clear()
            if (before != ClickstreamConsent.DENIED) consenting.purge()
        }
        consenting.decide(next)
        startCollecting(at)
        collecting?.let { waiting.replay(it.installation) }
    }

    /** Withdraws consent, over restarts too; with [purge] ids and events are forgotten. */
    fun optOut(purge: Boolean) {
        if (purge) return setConsent(ClickstreamConsent.DENIED)
        onWorker("Opting out") {
            waiting.clear()
            stopCollecting()
            consenting.decide(ClickstreamConsent.DENIED)
        }
    }

    private fun startCollecting(at: Moment) {
        if (!isEnabled || collecting != null) return
        val installation = consenting.open(at) ?: return
        val started = Collecting(installation, configuration, edges, log)
        collecting = started
        automatic.start(installation, at)
        started.wake()
    }

    private fun stopCollecting() {
        automatic.stop()
        collecting?.stop()
        collecting = null
    }

    private fun recordScreen(installation: Installation, event: ClickstreamEvent, at: Moment) {
        val name = event.attributes["_screen_name"]?.toString().orEmpty()
        if (name.isEmpty()) {
            writer.writeError(installation, Violation(MISSING_SCREEN_NAME, "screen view without", "_screen_name"), at)
            return
        }
        val uniqueId = event.attributes["_screen_unique_id"]?.toString()
        automatic.show(Screen(name, null, uniqueId, isAutomatic = false), at, event.attributes)
    }

    /** Runs a call of the app now, after consent, or not at all. */
    private fun whenOn(what: String, call: (Installation, Moment) -> Unit) = onWorker(what) { at ->
        val current = collecting
        if (current != null) call(current.installation, at)
        else if (isEnabled && consenting.consent == ClickstreamConsent.PENDING) waiting.add(at, withGlobals(globals, call))
    }

    /** The call as it is now, however the global attributes change while it waits. */
    private fun withGlobals(own: Map<String, Any?>, call: (Installation, Moment) -> Unit) = { installation: Installation, at: Moment ->
        val latest = globals
        globals = own
        try {
            call(installation, at)
        } finally {
            globals = latest
        }
    }

    private inline fun onWorker(what: String, crossinline act: (Moment) -> Unit) = log.guard(what) {
        val at = meant.get() ?: edges.clock.moment()
        edges.scheduler.execute {
            log.guard(what) { act(at) }
            log.guard(what) {
                collecting?.commit() ?: consenting.retry()
                sessionId = collecting?.installation?.session?.current?.id
            }
        }
    }

    private companion object {
        const val MISSING_SCREEN_NAME = 5001

        /** Set by the SDK alone. */
        val ownUserAttributes = setOf("_user_id", "_user_first_touch_timestamp")
    }
}
