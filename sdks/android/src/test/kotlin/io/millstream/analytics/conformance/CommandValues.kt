package io.millstream.analytics.conformance

import io.millstream.analytics.AttributeBuilder
import io.millstream.analytics.ClickstreamAttribute
import io.millstream.analytics.ClickstreamConfiguration
import io.millstream.analytics.ClickstreamConsent
import io.millstream.analytics.ClickstreamEvent
import io.millstream.analytics.ClickstreamItem
import org.json.JSONArray
import org.json.JSONObject

/** Attributes of a command as an app would hold them. */
internal fun valuesOf(json: JSONObject?): Map<String, Any?> =
    json?.keys()?.asSequence()?.associateWith { valueOf(json.get(it)) }.orEmpty()

private fun valueOf(value: Any): Any? = when {
    value == JSONObject.NULL -> null
    value is JSONObject && value.has("\$number") -> value.getString("\$number").toDouble()
    value is JSONObject -> valuesOf(value)
    value is JSONArray -> List(value.length()) { valueOf(value.get(it)) }
    else -> value
}

/** The event of a `track` command, the [n]th of several if it has one. */
internal fun eventOf(command: JSONObject, n: Int?): ClickstreamEvent {
    val event = ClickstreamEvent.builder().name(command.getString("name")).addAll(valuesOf(command.optJSONObject("attributes")))
    if (n != null) event.add("n", n)
    command.optJSONArray("items")?.let { items ->
        event.setItems(Array(items.length()) { ClickstreamItem.builder().filledFrom(items.getJSONObject(it)).build() })
    }
    return event.build()
}

internal fun <B : AttributeBuilder<B>> B.filledFrom(json: JSONObject?): B = addAll(valuesOf(json))

internal fun consentOf(name: String): ClickstreamConsent = ClickstreamConsent.valueOf(name.uppercase())

/** Applies settings that carry the names of the specification. */
internal fun ClickstreamConfiguration.apply(settings: JSONObject?): ClickstreamConfiguration {
    for (name in settings?.keys()?.asSequence().orEmpty()) set(name, settings ?: continue)
    return this
}

private fun ClickstreamConfiguration.set(name: String, settings: JSONObject) {
    when (name) {
        "appId" -> withAppId(settings.getString(name))
        "endpoint" -> withEndpoint(settings.getString(name))
        "authCookie" -> withAuthCookie(settings.getString(name))
        "authToken" -> withAuthToken(settings.getString(name))
        "sendEventsInterval" -> withSendEventsInterval(settings.getLong(name))
        "sessionTimeoutDuration" -> withSessionTimeoutDuration(settings.getLong(name))
        "isTrackScreenViewEvents" -> withTrackScreenViewEvents(settings.getBoolean(name))
        "isTrackUserEngagementEvents" -> withTrackUserEngagementEvents(settings.getBoolean(name))
        "isTrackAppExceptionEvents" -> withTrackAppExceptionEvents(settings.getBoolean(name))
        "isCompressEvents" -> withCompressEvents(settings.getBoolean(name))
        "isLogEvents" -> withLogEvents(settings.getBoolean(name))
        "debugMode" -> withDebugMode(settings.getBoolean(name))
        "consent" -> withConsent(consentOf(settings.getString(name)))
        "globalAttributes" ->
            withInitialGlobalAttributes(ClickstreamAttribute.builder().filledFrom(settings.getJSONObject(name)).build())
        // Settings of other SDKs: this one always batches, and always records app start and end.
        else -> Unit
    }
}
