package io.millstream.analytics.identity

import io.millstream.analytics.runtime.Moment
import org.json.JSONObject

/** Who uses the device: pseudo id, user attributes, and the map from user ids to pseudo ids. Kept as one JSON text. */
internal class Identity(private val state: JSONObject, private val save: (String) -> Unit) {
    val uniqueId: String get() = state.getString(UNIQUE_ID)

    private val attributes: JSONObject get() = state.getJSONObject(ATTRIBUTES)
    private val known: JSONObject get() = state.getJSONObject(KNOWN)

    /** Names that are set, the user id left out. */
    val attributeNames: Set<String> get() = attributes.keys().asSequence().toHashSet().apply { remove(USER_ID) }

    /** All attributes of the user, as `_profile_set` carries them. */
    fun profile(): JSONObject = JSONObject(attributes.toString()).put(FIRST_TOUCH, firstTouch())

    /** The part that every event carries. */
    fun brief(): JSONObject = JSONObject().apply {
        attributes.optJSONObject(USER_ID)?.let { put(USER_ID, it) }
        put(FIRST_TOUCH, firstTouch())
    }

    /** Logs in, or out with null. Tells whether anything changed. */
    fun setUserId(userId: String?, at: Moment, newId: () -> String): Boolean {
        val current = attributes.optJSONObject(USER_ID)?.getString(VALUE)
        if (current == userId) return false
        if (userId == null) attributes.remove(USER_ID) else logIn(userId, at, newId)
        save(state.toString())
        return true
    }

    /** Sets attributes; null removes one. */
    fun setAttributes(changes: Map<String, Any?>, at: Moment) {
        for ((name, value) in changes) {
            if (value == null) attributes.remove(name) else attributes.put(name, attribute(value, at.wallMs))
        }
        save(state.toString())
    }

    private fun logIn(userId: String, at: Moment, newId: () -> String) {
        val user = known.optJSONObject(userId) ?: when (known.length()) {
            0 -> user(uniqueId, state.getLong(FIRST_TOUCH_MS))
            else -> user(newId(), at.wallMs)
        }
        if (user.getString(UNIQUE_ID) != uniqueId) state.put(ATTRIBUTES, JSONObject())
        known.put(userId, user)
        state.put(UNIQUE_ID, user.getString(UNIQUE_ID))
        state.put(FIRST_TOUCH_MS, user.getLong(FIRST_TOUCH_MS))
        attributes.put(USER_ID, attribute(userId, at.wallMs))
    }

    private fun firstTouch(): JSONObject = state.getLong(FIRST_TOUCH_MS).let { attribute(it, it) }

    companion object {
        private const val UNIQUE_ID = "uniqueId"
        private const val FIRST_TOUCH_MS = "firstTouchMs"
        private const val ATTRIBUTES = "attributes"
        private const val KNOWN = "known"
        private const val VALUE = "value"
        private const val USER_ID = "_user_id"
        private const val FIRST_TOUCH = "_user_first_touch_timestamp"

        /** The stored identity, or a new one, which is saved. What cannot be read counts as missing. */
        fun open(stored: String?, at: Moment, newId: () -> String, save: (String) -> Unit): Identity {
            val known = stored?.let { runCatching { JSONObject(it).also(::mustBeWhole) }.getOrNull() }
            if (known != null) return Identity(known, save)
            val fresh = user(newId(), at.wallMs).put(ATTRIBUTES, JSONObject()).put(KNOWN, JSONObject())
            save(fresh.toString())
            return Identity(fresh, save)
        }

        private fun mustBeWhole(state: JSONObject) {
            state.getString(UNIQUE_ID)
            state.getLong(FIRST_TOUCH_MS)
            state.getJSONObject(ATTRIBUTES)
            state.getJSONObject(KNOWN)
        }

        private fun user(uniqueId: String, firstTouchMs: Long): JSONObject =
            JSONObject().put(UNIQUE_ID, uniqueId).put(FIRST_TOUCH_MS, firstTouchMs)

        private fun attribute(value: Any, atMs: Long): JSONObject = JSONObject().put(VALUE, value).put("set_timestamp", atMs)
    }
}
