package io.millstream.analytics.event

import org.json.JSONArray
import org.json.JSONObject

/** The parts of an event that are not at its top level. Attributes of [reserved] win over those of [own]. */
internal class EventBody(
    val user: JSONObject,
    val items: List<Map<String, Any>>,
    val own: Map<String, Any>,
    val reserved: Map<String, Any>,
)

/** An event as it is sent, one JSON object; [head] are its top-level facts. */
internal fun eventJson(head: Map<String, Any>, body: EventBody): String {
    val json = toJson(head)
    if (body.items.isNotEmpty()) json.put("items", JSONArray().apply { body.items.forEach { put(toJson(it)) } })
    json.put("user", body.user)
    json.put("attributes", toJson(body.own + body.reserved))
    return json.toString()
}

private fun toJson(values: Map<String, Any>): JSONObject = JSONObject().apply {
    for ((name, value) in values) put(name, value)
}
