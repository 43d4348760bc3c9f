package io.millstream.analytics.client

import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.event.EventNames
import io.millstream.analytics.runtime.Moment
import io.millstream.analytics.screen.Screen
import io.millstream.analytics.screen.Screens

/** What the SDK records by itself: the app's first open, start and end, sessions, screens and engagement. */
internal class AutomaticEvents(
    private val configuration: ClickstreamConfiguration,
    private val edges: Edges,
    private val screens: Screens,
    private val writer: EventWriter,
) {
    /** Where events go; null while nothing may be collected. */
    private var installation: Installation? = null

    /** The app is in front of the person. */
    var isInFront = false
        private set
    private var isAppStarted = false
    private var hasStartedBefore = false

    /** What Android shows, known also while nothing is collected. */
    private var reported: Screen? = null

    /** Collecting begins: with the process, after consent, or again. */
    fun start(installation: Installation, at: Moment) {
        if (this.installation === installation) return
        this.installation = installation
        if (installation.isFirstOpen) open(installation, at)
        if (!isInFront) return
        enter(installation, at)
        val screen = reported
        if (screen != null && configuration.isTrackingScreens && !screen.isSameAs(screens.current)) show(screen, at)
    }

    fun stop() {
        installation = null
        screens.pause()
    }

    fun foreground(at: Moment) {
        if (isInFront) return
        isInFront = true
        installation?.let { enter(it, at) }
    }

    fun background(at: Moment) {
        if (!isInFront) return
        installation?.let { leaveScreen(at) }
        screens.pause()
        write(EventNames.APP_END, at)
        isInFront = false
        isAppStarted = false
    }

    /** Android shows an Activity. */
    fun screenReported(screen: Screen, at: Moment) {
        reported = screen
        if (installation == null || !configuration.isTrackingScreens || screen.isSameAs(screens.current)) return
        show(screen, at)
    }

    /** Records the view of [screen], with the app's [own] attributes. */
    fun show(screen: Screen, at: Moment, own: Map<String, Any?> = emptyMap()) {
        val session = installation?.session ?: return
        leaveScreen(at)
        val attributes = screens.viewAttributes(session.enter(), at.elapsedMs)
        screens.show(screen, at.wallMs, at.elapsedMs)
        write(EventNames.SCREEN_VIEW, at, EventParts(own, attributes))
    }

    /** Writes an event; while the app is in front it is a sign of life of the session. */
    fun write(name: String, at: Moment, parts: EventParts = EventParts()) {
        val target = installation ?: return
        writer.write(target, name, at, parts)
        if (isInFront) target.session.touch(at.wallMs)
    }

    private fun open(installation: Installation, at: Moment) {
        installation.put(StateNames.OPENED, "1")
        rememberVersions(installation)
        // The first event belongs to the session that it opens.
        installation.session.renew(installation.identity.uniqueId, at.wallMs)
        screens.forget()
        val referrer = configuration.installReferrer?.let { installReferrer(it, edges.scheduler) }
        if (referrer != null) {
            installation.traffic.arrive(referrer.source, installation.session.current?.id)
            write(EventNames.FIRST_OPEN, at, EventParts(referrer.source, referrer.channel))
        } else {
            write(EventNames.FIRST_OPEN, at)
        }
        write(EventNames.SESSION_START, at)
    }

    private fun enter(installation: Installation, at: Moment) {
        val isNewSession = installation.session.renew(installation.identity.uniqueId, at.wallMs)
        installation.session.current?.let { installation.traffic.follow(it.id) }
        val shown = if (isNewSession) screens.forget() else null
        if (isNewSession) write(EventNames.SESSION_START, at) else screens.resume(at.elapsedMs)
        recordUpdates(installation, at)
        if (!isAppStarted) write(EventNames.APP_START, at, EventParts(reserved = mapOf("_is_first_time" to !hasStartedBefore)))
        isAppStarted = true
        hasStartedBefore = true
        // Android tells of its Activities itself in a moment, of the app's own screens nobody does.
        if (shown != null && !shown.isAutomatic) show(shown, at)
    }

    private fun leaveScreen(at: Moment) {
        if (!configuration.isTrackingEngagement) return
        val engagementMs = screens.worthyEngagementMs(at.elapsedMs) ?: return
        write(EventNames.USER_ENGAGEMENT, at, EventParts(reserved = mapOf("_engagement_time_msec" to engagementMs)))
    }

    private fun recordUpdates(installation: Installation, at: Moment) {
        val appBefore = installation[StateNames.APP_VERSION]
        if (appBefore != null && appBefore != edges.facts.appVersion) {
            write(EventNames.APP_UPDATE, at, EventParts(reserved = mapOf("_previous_app_version" to appBefore)))
        }
        val osBefore = installation[StateNames.OS_VERSION]
        if (osBefore != null && osBefore != edges.facts.osVersion) {
            write(EventNames.OS_UPDATE, at, EventParts(reserved = mapOf("_previous_os_version" to osBefore)))
        }
        rememberVersions(installation)
    }

    private fun rememberVersions(installation: Installation) {
        installation.put(StateNames.APP_VERSION, edges.facts.appVersion)
        installation.put(StateNames.OS_VERSION, edges.facts.osVersion)
    }
}
