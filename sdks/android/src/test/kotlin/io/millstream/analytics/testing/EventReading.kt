package io.millstream.analytics.testing

import org.json.JSONObject

internal val JSONObject.eventName: String get() = getString("event_type")

internal val JSONObject.attributes: JSONObject get() = getJSONObject("attributes")

/** What a collector has of the events called [name]. */
internal fun FakeCollector.storedOf(name: String): List<JSONObject> = stored.values.filter { it.eventName == name }

/** Events that the SDK did not record by itself. */
internal fun FakeCollector.ownNames(): List<String> = storedNames().filterNot { it.startsWith("_") }
