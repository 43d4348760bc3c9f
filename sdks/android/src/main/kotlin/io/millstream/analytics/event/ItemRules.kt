package io.millstream.analytics.event

private const val MAX_ITEMS = 100
private const val MAX_CUSTOM_KEYS = 10
private const val MAX_VALUE = 256
private val presetKeys = setOf(
    "id", "name", "brand", "currency", "price", "quantity", "creative_name", "creative_slot", "location_id",
    "category", "category2", "category3", "category4", "category5",
)

/** Keeps the items that are right. One without `id` is dropped, as the server would. */
internal fun checkItems(items: List<Map<String, Any?>>): Checked<List<Map<String, Any>>> {
    val violations = ArrayList<Violation>()
    if (items.size > MAX_ITEMS) violations.add(Violation(4001, "more than $MAX_ITEMS items", items.size.toString()))
    val kept = ArrayList<Map<String, Any>>()
    for (item in items.take(MAX_ITEMS)) {
        val given = LinkedHashMap<String, Any>()
        for ((key, value) in item) if (value != null) given[key] = value
        val violation = checkItem(given)
        if (violation != null) violations.add(violation)
        else if (given["id"]?.toString().orEmpty().isNotEmpty()) kept.add(given)
    }
    return Checked(kept, violations)
}

private fun checkItem(item: Map<String, Any>): Violation? {
    val custom = item.keys.filter { it !in presetKeys }
    if (custom.size > MAX_CUSTOM_KEYS) return Violation(4003, "more than $MAX_CUSTOM_KEYS custom keys", custom.last())
    return custom.firstNotNullOfOrNull { checkName(it, itemKeyCodes) }
        ?: item.entries.firstNotNullOfOrNull { (key, value) -> checkValue(key, value, MAX_VALUE, tooLong = 4002) }
}
