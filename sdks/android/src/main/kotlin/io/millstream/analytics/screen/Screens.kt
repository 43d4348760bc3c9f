package io.millstream.analytics.screen

/** A screen of the app. [isAutomatic] ones are reported by Android, the others by the app itself. */
internal class Screen(val name: String, val id: String?, val uniqueId: String?, val isAutomatic: Boolean) {
    fun isSameAs(other: Screen?): Boolean = other != null && name == other.name && uniqueId == other.uniqueId
}

/** What is shown, and how long it has had somebody's attention: since it was shown, or the app came back with it. */
internal class Screens {
    var current: Screen? = null
        private set
    private var shownAtWallMs: Long? = null
    private var attentionSinceMs: Long? = null

    /** Engagement with the current screen so far, ms of the clock that never jumps. */
    fun engagementMs(elapsedMs: Long): Long = attentionSinceMs?.let { maxOf(0, elapsedMs - it) } ?: 0

    /** Engagement that is worth an event of its own: more than a second. Null if it is not. */
    fun worthyEngagementMs(elapsedMs: Long): Long? = engagementMs(elapsedMs).takeIf { it > MIN_ENGAGEMENT_MS }

    /** Attributes of the `_screen_view` of the screen that follows; to be asked before [show]. */
    fun viewAttributes(isEntrance: Boolean, elapsedMs: Long): Map<String, Any> {
        val attributes = LinkedHashMap<String, Any>()
        attributes["_entrances"] = if (isEntrance) 1 else 0
        current?.let { last ->
            attributes["_previous_screen_name"] = last.name
            last.id?.let { attributes["_previous_screen_id"] = it }
            last.uniqueId?.let { attributes["_previous_screen_unique_id"] = it }
        }
        shownAtWallMs?.let { attributes["_previous_timestamp"] = it }
        engagementMs(elapsedMs).takeIf { it > 0 }?.let { attributes["_engagement_time_msec"] = it }
        return attributes
    }

    fun show(screen: Screen, wallMs: Long, elapsedMs: Long) {
        current = screen
        shownAtWallMs = wallMs
        attentionSinceMs = elapsedMs
    }

    /** The app is hidden. */
    fun pause() {
        attentionSinceMs = null
    }

    /** The app is back with the screen it showed. */
    fun resume(elapsedMs: Long) {
        if (current != null) attentionSinceMs = elapsedMs
    }

    /** A new session knows no screen before it. Gives what was shown. */
    fun forget(): Screen? {
        val last = current
        current = null
        shownAtWallMs = null
        attentionSinceMs = null
        return last
    }

    /** Attributes that every event carries. */
    fun attributes(): Map<String, Any> {
        val screen = current ?: return emptyMap()
        val attributes = LinkedHashMap<String, Any>()
        attributes["_screen_name"] = screen.name
        screen.id?.let { attributes["_screen_id"] = it }
        screen.uniqueId?.let { attributes["_screen_unique_id"] = it }
        return attributes
    }

    private companion object {
        const val MIN_ENGAGEMENT_MS = 1_000L
    }
}
