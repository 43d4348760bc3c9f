package io.millstream.analytics.traffic

import org.json.JSONObject

/** Where the current visit came from. A link that opens the app comes before the visit it opens. */
internal class VisitTraffic(stored: String?, private val save: (String?) -> Unit) {
    private var attributes: Map<String, String> = emptyMap()

    /** Null while the link waits for its visit. */
    private var visitId: String? = null

    init {
        stored?.let { text -> runCatching { read(JSONObject(text)) } }
    }

    /** A link was opened; [visitId] is null when the app is not in front yet. */
    fun arrive(attributes: Map<String, String>, visitId: String?) {
        this.attributes = attributes
        this.visitId = visitId
        save(write())
    }

    /** The visit [id] is the current one. */
    fun follow(id: String) {
        if (attributes.isEmpty() || visitId == id) return
        if (visitId != null) attributes = emptyMap()
        visitId = id
        save(write())
    }

    /** Attributes of events of the visit [id]. */
    fun attributesOf(id: String?): Map<String, String> = if (visitId == id) attributes else emptyMap()

    private fun write(): String? {
        if (attributes.isEmpty()) return null
        return JSONObject().put("visit", visitId ?: JSONObject.NULL).put("attributes", JSONObject(attributes)).toString()
    }

    private fun read(state: JSONObject) {
        val kept = state.getJSONObject("attributes")
        attributes = kept.keys().asSequence().associateWith { kept.getString(it) }
        visitId = if (state.isNull("visit")) null else state.getString("visit")
    }
}
