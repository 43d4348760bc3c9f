package io.millstream.analytics.event

/** The event's worth at the top level too, where tables look for it: `_value` when it is a number, with its currency. */
internal fun valueFields(attributes: Map<String, Any>): Map<String, Any> {
    val value = attributes["_value"] as? Number ?: return emptyMap()
    val currency = attributes["_currency"] as? String ?: return mapOf("event_value" to value)
    return mapOf("event_value" to value, "event_value_currency" to currency)
}
