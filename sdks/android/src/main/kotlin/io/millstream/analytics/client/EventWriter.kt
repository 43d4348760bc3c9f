package io.millstream.analytics.client

import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.device.DeviceFacts
import io.millstream.analytics.event.EventBody
import io.millstream.analytics.event.EventNames
import io.millstream.analytics.event.MAX_ATTRIBUTES
import io.millstream.analytics.event.Violation
import io.millstream.analytics.event.checkAttributes
import io.millstream.analytics.event.checkItems
import io.millstream.analytics.event.eventJson
import io.millstream.analytics.event.valueFields
import io.millstream.analytics.runtime.DebugLog
import io.millstream.analytics.runtime.Moment
import io.millstream.analytics.screen.Screens
import io.millstream.analytics.store.utf8Size

/** What an event is made of besides what the SDK knows. Reserved attributes win over the app's own. */
internal class EventParts(
    val own: Map<String, Any?> = emptyMap(),
    val reserved: Map<String, Any> = emptyMap(),
    val items: List<Map<String, Any?>> = emptyList(),
)

/** Checks an event, completes it and puts it into the queue of the installation. */
internal class EventWriter(
    private val configuration: ClickstreamConfiguration,
    private val facts: DeviceFacts,
    private val screens: Screens,
    /** Attributes of all events now. */
    private val globals: () -> Map<String, Any?>,
    private val log: DebugLog,
) {
    fun write(installation: Installation, name: String, at: Moment, parts: EventParts = EventParts()) {
        val session = installation.session
        val preset = screens.attributes() + parts.reserved + session.attributes(at.wallMs)
        val traffic = installation.traffic.attributesOf(session.current?.id)
        val attributes = checkAttributes(traffic + globals() + parts.own, MAX_ATTRIBUTES - preset.size)
        val items = checkItems(parts.items)
        val user = if (name == EventNames.PROFILE_SET) installation.identity.profile() else installation.identity.brief()
        val reserved = preset + marks(attributes.violations + items.violations)
        val head = head(installation, name, at) + valueFields(attributes.kept)
        val text = eventJson(head, EventBody(user, items.kept, attributes.kept, reserved))
        log.event { text }
        if (utf8Size(text) > MAX_BYTES) {
            log.warn("Event $name is dropped: it is larger than a collector takes (1 MB)")
            return
        }
        installation.add(text)
    }

    fun writeError(installation: Installation, violation: Violation, at: Moment) {
        log.warn("Error ${violation.code}: ${violation.message}")
        val reserved = mapOf<String, Any>("_error_code" to violation.code, "_error_message" to violation.message)
        write(installation, EventNames.ERROR, at, EventParts(reserved = reserved))
    }

    private fun head(installation: Installation, name: String, at: Moment): Map<String, Any> {
        val head = linkedMapOf<String, Any>(
            "event_type" to name,
            "event_id" to installation.newId(),
            "timestamp" to at.wallMs,
            "app_id" to configuration.appId.orEmpty(),
            "unique_id" to installation.identity.uniqueId,
            "device_id" to installation.deviceId,
            "platform" to "Android",
            "sdk_name" to "millstream-android",
            "sdk_version" to SDK_VERSION,
        )
        head.putAll(facts.topLevel(at.wallMs))
        return head
    }

    /** The first error marks the event; their number tells when there are more. */
    private fun marks(violations: List<Violation>): Map<String, Any> {
        val first = violations.firstOrNull() ?: return emptyMap()
        val marks = linkedMapOf<String, Any>("_error_code" to first.code, "_error_message" to first.message)
        if (violations.size > 1) marks["_error_count"] = violations.size
        return marks
    }

    companion object {
        const val SDK_VERSION = "0.1.0"

        /** What a collector takes; a row of SQLite above a cursor's window (2 MB) could not even be read again. */
        private const val MAX_BYTES = 1024 * 1024
    }
}
