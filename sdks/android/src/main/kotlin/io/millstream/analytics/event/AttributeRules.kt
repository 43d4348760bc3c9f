package io.millstream.analytics.event

/** Attributes of one event, preset ones included. */
internal const val MAX_ATTRIBUTES = 500
private const val MAX_VALUE = 1_024
private const val MAX_USER_ATTRIBUTES = 100
private const val MAX_USER_VALUE = 256

/** Keeps what is right of an event's own attributes, and of them as many as there is [room] for. */
internal fun checkAttributes(attributes: Map<String, Any?>, room: Int): Checked<Map<String, Any>> {
    val kept = LinkedHashMap<String, Any>()
    val violations = ArrayList<Violation>()
    for ((name, value) in attributes) {
        if (value == null) continue
        val violation = when {
            kept.size >= room -> Violation(2004, "more than $MAX_ATTRIBUTES attributes", name)
            else -> checkName(name, attributeNameCodes) ?: checkValue(name, value, MAX_VALUE, tooLong = 2003)
        }
        if (violation == null) kept[name] = value else violations.add(violation)
    }
    return Checked(kept, violations)
}

/** Keeps what is right of new user attributes; those already [known] need no room. Null values are kept: they remove. */
internal fun checkUserAttributes(attributes: Map<String, Any?>, known: Set<String>): Checked<Map<String, Any?>> {
    val kept = LinkedHashMap<String, Any?>()
    val violations = ArrayList<Violation>()
    var count = known.size
    for ((name, value) in attributes) {
        val isNew = value != null && name !in known
        val violation = when {
            isNew && count >= MAX_USER_ATTRIBUTES -> Violation(3001, "more than $MAX_USER_ATTRIBUTES user attributes", name)
            else -> checkName(name, userAttributeNameCodes) ?: value?.let { checkValue(name, it, MAX_USER_VALUE, tooLong = 3004) }
        }
        if (violation != null) {
            violations.add(violation)
            continue
        }
        kept[name] = value
        if (isNew) count++
    }
    return Checked(kept, violations)
}
